"""How much an employer may deduct from a month's wage for damage."""

from gongyue.law.wage_deduction.rule import WageDeductionFacts, wage_deduction

__all__ = ["WageDeductionFacts", "wage_deduction"]
