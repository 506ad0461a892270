"""Leave for marriage, mourning, a birth in the family, small children and nursing."""

from gongyue.law.family_leave.rule import FamilyLeaveFacts, family_leave

__all__ = ["FamilyLeaveFacts", "family_leave"]
