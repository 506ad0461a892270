"""The yearly grade of how a firm keeps labour law: A, B or C."""

from gongyue.law.credit_grade.rule import CreditGradeFacts, credit_grade

__all__ = ["CreditGradeFacts", "credit_grade"]
