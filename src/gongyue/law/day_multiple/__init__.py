"""What a full day's work on a given date is paid: Labour Law, Article 44; holidays, Article 2."""

from gongyue.law.day_multiple.rule import DayMultipleFacts, day_multiple

__all__ = ["DayMultipleFacts", "day_multiple"]
