"""A payment order of the court: Labour Contract Law 30, Mediation and Arbitration Law 16."""

from gongyue.law.payment_order.rule import PaymentOrderFacts, payment_order

__all__ = ["PaymentOrderFacts", "payment_order"]
