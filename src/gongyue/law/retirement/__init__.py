"""The statutory retirement age since 2025: Measures on gradually raising it, Articles 1–4."""

from gongyue.law.retirement.rule import (
    RetirementFacts,
    Track,
    age_text,
    contribution_years,
    delay_months,
    old_retire_on,
    retire_on,
    retirement,
)

__all__ = [
    "RetirementFacts",
    "Track",
    "age_text",
    "contribution_years",
    "delay_months",
    "old_retire_on",
    "retire_on",
    "retirement",
]
