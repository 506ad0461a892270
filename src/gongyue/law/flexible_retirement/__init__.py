"""Retiring earlier or later than the statutory age: Measures of 2024, Articles 2 and 3."""

from gongyue.law.flexible_retirement.rule import FlexibleRetirementFacts, flexible_retirement

__all__ = ["FlexibleRetirementFacts", "flexible_retirement"]
