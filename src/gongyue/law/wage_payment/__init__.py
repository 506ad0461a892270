"""When a wage is due, and whether it came in time."""

from gongyue.law.wage_payment.rule import WagePaymentFacts, wage_payment

__all__ = ["WagePaymentFacts", "wage_payment"]
