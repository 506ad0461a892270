"""Whether work is still non-full-time, and what may not be agreed in it."""

from gongyue.law.part_time_limits.rule import PartTimeFacts, part_time_limits

__all__ = ["PartTimeFacts", "part_time_limits"]
