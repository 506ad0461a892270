"""Whether so many dismissals are a redundancy under Article 41."""

from gongyue.law.redundancy_threshold.rule import RedundancyFacts, redundancy_threshold

__all__ = ["RedundancyFacts", "redundancy_threshold"]
