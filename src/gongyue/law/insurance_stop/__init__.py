"""Contributions end: the reason to declare, what follows, and whether it was involuntary."""

from gongyue.law.insurance_stop.reasons import NOTES, RULES_13, STOPS, StopReason
from gongyue.law.insurance_stop.rule import InsuranceStopFacts, insurance_stop

__all__ = ["NOTES", "RULES_13", "STOPS", "InsuranceStopFacts", "StopReason", "insurance_stop"]
