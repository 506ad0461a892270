"""Subsidy for a certificate of skill: Notice 18 of 2025."""

from gongyue.law.skills_subsidy.rule import SkillsSubsidyFacts, skills_subsidy

__all__ = ["SkillsSubsidyFacts", "skills_subsidy"]
