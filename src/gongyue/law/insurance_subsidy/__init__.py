"""A quarter of one's own contributions back: Notice 25 of the State Council's office, 2025."""

from gongyue.law.insurance_subsidy.rule import InsuranceSubsidyFacts, insurance_subsidy

__all__ = ["InsuranceSubsidyFacts", "insurance_subsidy"]
