"""Overtime where hours are averaged over a cycle (综合计算工时)."""

from gongyue.law.averaged_hours.rule import AveragedHoursFacts, averaged_hours

__all__ = ["AveragedHoursFacts", "averaged_hours"]
