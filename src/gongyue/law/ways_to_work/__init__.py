"""The same money earned in different ways: what is left, who insures, what one gives up."""

from gongyue.law.ways_to_work.rule import WaysToWorkFacts, ways_to_work

__all__ = ["WaysToWorkFacts", "ways_to_work"]
