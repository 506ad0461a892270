"""Tax on business income of a year: Individual Income Tax Law 6.1.3; Regulation 15; half for
individual businesses."""

from gongyue.law.business_tax.rule import BusinessTaxFacts, business_tax

__all__ = ["BusinessTaxFacts", "business_tax"]
