"""Wages or severance still unpaid after an order to pay: what is added on top."""

from gongyue.law.late_payment_damages.rule import LatePaymentFacts, late_payment_damages

__all__ = ["LatePaymentFacts", "late_payment_damages"]
