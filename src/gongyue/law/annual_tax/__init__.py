"""The settlement of a year's comprehensive income: Individual Income Tax Law 2.2, 6 and 11."""

from gongyue.law.annual_tax.rule import AnnualTaxFacts, annual_tax

__all__ = ["AnnualTaxFacts", "annual_tax"]
