"""Tax withheld from one month's wage: Individual Income Tax Law 11; Announcement 61 of 2018."""

from gongyue.law.wage_tax.rule import WageTaxFacts, wage_tax

__all__ = ["WageTaxFacts", "wage_tax"]
