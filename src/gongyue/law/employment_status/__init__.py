"""Factors of a labour relation and the range they point to; never a ruling."""

from gongyue.law.employment_status.outcome import NEEDS
from gongyue.law.employment_status.rule import EmploymentStatusFacts, employment_status

__all__ = ["NEEDS", "EmploymentStatusFacts", "employment_status"]
