"""Who may have an open-ended contract: Labour Contract Law, Articles 14 and 97."""

from gongyue.law.open_ended.rule import OpenEndedFacts, open_ended
from gongyue.law.open_ended.terms import counted_terms

__all__ = ["OpenEndedFacts", "counted_terms", "open_ended"]
