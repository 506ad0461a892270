"""A second wage while the employer refuses the open-ended contract that is due."""

from gongyue.law.refused_open_ended.rule import RefusedOpenEndedFacts, refused_open_ended

__all__ = ["RefusedOpenEndedFacts", "refused_open_ended"]
