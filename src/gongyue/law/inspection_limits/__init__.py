"""How long a violation may be reported, and how long inspection may take."""

from gongyue.law.inspection_limits.rule import InspectionLimitsFacts, inspection_limits

__all__ = ["InspectionLimitsFacts", "inspection_limits"]
