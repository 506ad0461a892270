"""Whether unpaid wages put a firm on the list of defaulters, and near a crime."""

from gongyue.law.arrears_blacklist.rule import ArrearsBlacklistFacts, arrears_blacklist

__all__ = ["ArrearsBlacklistFacts", "arrears_blacklist"]
