"""Tax withheld from pay for services outside platforms, each payment; students' internships."""

from gongyue.law.service_tax.rule import ServiceTaxFacts, service_tax

__all__ = ["ServiceTaxFacts", "service_tax"]
