"""The employer who did not insure pays it all: Regulation, Article 62."""

from gongyue.law.uninsured_injury.rule import UninsuredInjuryFacts, uninsured_injury

__all__ = ["UninsuredInjuryFacts", "uninsured_injury"]
