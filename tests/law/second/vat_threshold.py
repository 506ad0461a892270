"""Thresholds of value-added tax: VAT Law 23, Announcement 10 of 2026; before, Announcement 19 of
2023 (the limit itself still free) and, for a natural person, a bound each province chose."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force, require

LAW_OF_2026 = date(2026, 1, 1)


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2023, 1, 1), "the announcement of 2023")
    if facts.who == "person":
        return person(facts)
    require(facts.small_scale, "a general taxpayer has no threshold")
    filed = facts.who == "platform_filed"
    require(not filed or facts.on >= date(2025, 10, 1), "platforms did not file yet")
    limit = 300_000 if facts.period == "quarter" and not filed else 100_000
    free = facts.sales < limit or (facts.sales == limit and facts.on < LAW_OF_2026)
    return answer(free, limit)


def person(facts: Any) -> Answer:
    """Each time or day."""
    if facts.on >= LAW_OF_2026:
        return answer(facts.sales < 1000, 1000)
    if 300 <= facts.sales < 500:
        return Answer(None)
    return answer(facts.sales < 300, 300 if facts.sales < 300 else 500)


def answer(free: bool, limit: int) -> Answer:
    return Answer(free, "vat_free" if free else "vat_due", {"limit": Fraction(limit)})
