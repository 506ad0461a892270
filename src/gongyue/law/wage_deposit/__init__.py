"""The deposit a general contractor sets aside for wages."""

from gongyue.law.wage_deposit.rule import WageDepositFacts, wage_deposit

__all__ = ["WageDepositFacts", "wage_deposit"]
