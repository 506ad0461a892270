"""Maternity leave, and leave after a miscarriage."""

from gongyue.law.maternity_leave.rule import MaternityLeaveFacts, maternity_leave

__all__ = ["MaternityLeaveFacts", "maternity_leave"]
