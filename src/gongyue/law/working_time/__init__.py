"""Statutory working time of a year: Notice on Average Monthly Working Time, section 1."""

from gongyue.law.working_time.rule import WorkingTimeFacts, working_time

__all__ = ["WorkingTimeFacts", "working_time"]
