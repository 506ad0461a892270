"""Tax withheld through the months of a year, and what the settlement gives back."""

from gongyue.law.wage_tax_year.rule import WageTaxYearFacts, wage_tax_year

__all__ = ["WageTaxYearFacts", "wage_tax_year"]
