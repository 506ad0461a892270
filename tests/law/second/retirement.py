"""The day of retirement: decision of 2024-09-13 on putting it off, measures 1 and 2; table walked
month by month."""

from datetime import date
from typing import Any

from tests.law.second.counting import month_end
from tests.law.second.reading import Answer, Figures

OLD_AGE = {"M": 60, "F55": 55, "F50": 50}
MONTHS_FOR_ONE = {"M": 4, "F55": 4, "F50": 2}
MOST = {"M": 36, "F55": 36, "F50": 60}


def opinion(facts: Any, law: Figures) -> Answer:
    age = OLD_AGE[facts.track]
    delay = delayed(facts.birth_on.year + age, facts.birth_on.month, facts.track)
    day = later(facts.birth_on, 12 * age + delay)
    parts = {"delay_months": delay, "retire_on": day}
    if facts.paid_months is not None:
        halves = max(min(day.year, 2039) - 2029, 0)
        parts["months_missing"] = max(180 + 6 * halves - facts.paid_months, 0)
    return Answer(day, None, parts)


def delayed(year: int, month: int, track: str) -> int:
    """One month more for every four (two) months begun since January 2025."""
    passed = 0
    while (year, month) >= (2025, 1):
        passed += 1
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    begun = -(-passed // MONTHS_FOR_ONE[track])
    return min(begun, MOST[track])


def later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(day.day, month_end(date(year, month, 1)).day))
