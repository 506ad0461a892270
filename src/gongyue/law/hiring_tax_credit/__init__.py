"""Tax taken off for hiring people of certain groups: Announcement 15 of 2023."""

from gongyue.law.hiring_tax_credit.rule import HiringTaxCreditFacts, hiring_tax_credit

__all__ = ["HiringTaxCreditFacts", "hiring_tax_credit"]
