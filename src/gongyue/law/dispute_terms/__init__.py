"""How long each step of a labour dispute may take, by the calendar."""

from gongyue.law.dispute_terms.rule import DisputeTermsFacts, dispute_terms

__all__ = ["DisputeTermsFacts", "dispute_terms"]
