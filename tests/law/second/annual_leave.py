"""Annual leave: Regulation 2, 3; Measures of 2008: 3, 4, 5, 12, 13. Counted day by day."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, last_day
from tests.law.second.reading import Answer, Figures, require

TIERS = ((1, 5), (10, 10), (20, 15))


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.year >= 2008, "the regulation is of 2008")
    begun = facts.work_started_on or facts.started_on
    require(begun <= facts.started_on, "work began after this job")
    require(facts.ended_on is None or facts.started_on <= facts.ended_on, "ends before it begins")
    require(facts.started_on.year <= facts.year, "before this job")
    require(facts.ended_on is None or facts.ended_on.year >= facts.year, "after this job")
    counted, raw, most = accrued(facts, begun)
    whole = min(Fraction(raw // 1), most)
    parts: dict[str, Any] = {"counted_days": counted, "days": whole}
    if whole:
        leaves = facts.ended_on is not None and facts.ended_on.year == facts.year
        unused = (min(raw, most) - facts.taken) // 1 if leaves else whole - facts.taken
        parts["unused"] = max(Fraction(unused), Fraction(0))  # 12: rounded after what was taken
    return Answer(whole, "entitled" if whole else "none", parts)


def accrued(facts: Any, begun: date) -> tuple[int, Fraction, Fraction]:
    """Days at work in the year, leave earned by them, and the most of any of them."""
    counted, raw, most = 0, Fraction(0), Fraction(0)
    day = max(facts.started_on, date(facts.year, 1, 1))
    while day <= min(facts.ended_on or date.max, date(facts.year, 12, 31)):
        tier = entitlement(facts, begun, day)
        counted, raw, most = counted + 1, raw + tier / 365, max(most, tier)
        day += DAY
    return counted, raw, most


def entitlement(facts: Any, begun: date, day: date) -> Fraction:
    """Article 3 on that day: the tier begins on the day after the years are complete."""
    days = [tier for years, tier in TIERS if last_day(begun, 12 * years) < day]
    return Fraction(max([*days, facts.entitlement or 0]))  # Measures 13: what is agreed, if more
