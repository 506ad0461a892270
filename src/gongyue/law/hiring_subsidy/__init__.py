"""One payment for hiring young people: Notice 18 of 2025."""

from gongyue.law.hiring_subsidy.rule import HiringSubsidyFacts, hiring_subsidy

__all__ = ["HiringSubsidyFacts", "hiring_subsidy"]
