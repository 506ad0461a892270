"""Working on after a fixed term has run out."""

from gongyue.law.working_on.rule import WorkingOnFacts, working_on

__all__ = ["WorkingOnFacts", "working_on"]
