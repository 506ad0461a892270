"""Annual leave: Regulation 2, 3, 4; Measures of 2008: 3, 4, 5, 7, 8, 12, 13. Counted day by day."""

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
    earned = min(raw, most)
    whole = kept(facts, begun, Fraction(earned // 1))
    parts: dict[str, Any] = {"counted_days": counted}
    if whole:
        parts["unused"] = unused(facts, earned, whole)
    return Answer(whole, "entitled" if whole else "none", parts)


def kept(facts: Any, begun: date, whole: Fraction) -> Fraction:
    """Regulation 4 and Measures 7, 8: when the leave of the year falls away or shrinks."""
    if facts.lost_by_last_year or facts.school_holidays > whole:
        return Fraction(0)
    long_away = facts.paid_personal_days >= 20 or facts.sick_months >= bearable(facts, begun)
    if long_away and not facts.taken:
        return Fraction(0)
    return whole - facts.school_holidays  # leave taken before: the next year's is lost instead


def bearable(facts: Any, begun: date) -> int:
    """Months of sick leave, by the years of work or by the days that somebody stated."""
    last = facts.ended_on if leaves(facts) else date(facts.year, 12, 31)
    days = [tier for years, tier in TIERS if last_day(begun, 12 * years) <= last]
    full = max([*days, facts.entitlement or 0])
    return 4 if full >= 15 else 3 if full >= 10 else 2


def leaves(facts: Any) -> bool:
    return facts.ended_on is not None and facts.ended_on.year == facts.year


def unused(facts: Any, earned: Fraction, whole: Fraction) -> Fraction:
    """12: in the year of leaving rounded after what was taken."""
    if leaves(facts):
        return Fraction(max((earned - facts.school_holidays - facts.taken) // 1, 0))
    return max(whole - facts.taken, Fraction(0))


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
