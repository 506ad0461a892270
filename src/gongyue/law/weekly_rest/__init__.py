"""One day of rest a week: Labour Law, Article 38."""

from gongyue.law.weekly_rest.rule import (
    WeeklyRestFacts,
    full_weeks,
    weekly_rest,
    weeks_without_rest,
)

__all__ = ["WeeklyRestFacts", "full_weeks", "weekly_rest", "weeks_without_rest"]
