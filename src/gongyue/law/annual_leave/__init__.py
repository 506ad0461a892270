"""Paid annual leave of a year: Regulation, Articles 2–3; Measures, Articles 3–5 and 12."""

from gongyue.law.annual_leave.rule import AnnualLeaveFacts, annual_leave
from gongyue.law.annual_leave.tiers import leave_tier, pieces_by_tier

__all__ = ["AnnualLeaveFacts", "annual_leave", "leave_tier", "pieces_by_tier"]
