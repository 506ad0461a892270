"""When to ask for recognition, and what a late employer pays: Regulation, Articles 17 and 20."""

from gongyue.law.injury_filing.rule import InjuryFilingFacts, injury_filing

__all__ = ["InjuryFilingFacts", "injury_filing"]
