"""The facts of a rule: one dataclass is the form, the schema of the API and the test input."""

from gongyue.law.facts.base import Facts
from gongyue.law.facts.kinds import (
    BirthDay,
    ClockSpan,
    Count,
    Day,
    Hours,
    Money,
    MonthlyMoney,
    Months,
    Place,
    Span,
    Year,
    Years,
)
from gongyue.law.facts.reading import read_facts
from gongyue.law.facts.schema import schema_of

__all__ = [
    "BirthDay",
    "ClockSpan",
    "Count",
    "Day",
    "Facts",
    "Hours",
    "Money",
    "MonthlyMoney",
    "Months",
    "Place",
    "Span",
    "Year",
    "Years",
    "read_facts",
    "schema_of",
]
