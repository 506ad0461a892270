"""The medical period: Ministry of Labour 1994 No. 479, Articles 3 and 4; 1995 No. 236."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, last_day
from tests.law.second.reading import Answer, Figures, in_force, require

# Years with this employer from which each step counts, its months and the window of months.
SHORT = ((0, 3, 6), (5, 6, 12))  # below ten years of work in all
LONG = ((0, 6, 12), (5, 9, 15), (10, 12, 18), (15, 18, 24), (20, 24, 30))


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(1995, 1, 1), "the provisions on the medical period")
    require(facts.own_years <= facts.total_years, "more years here than in all")
    steps = SHORT if facts.total_years < 10 else LONG
    _, months, window = [step for step in steps if step[0] <= facts.own_years][-1]
    end = last_day(facts.on, window)
    parts = {"window_months": Fraction(window), "window_last_day": end}
    if facts.absences:
        parts |= used_up(facts, months, end)
    return Answer(Fraction(months), "entitled", parts)


def used_up(facts: Any, months: int, end: date) -> dict[str, Any]:
    """Day by day: one run of days is counted in months, several together thirty days a month."""
    off: set[date] = set()
    for first, last in facts.absences:
        require(first <= last, "a spell ends before it begins")
        off |= {first + DAY * number for number in range((last - first).days + 1)}
    require(min(off) == facts.on, "the spells do not begin with the first day off")
    days = sorted(day for day in off if day <= end)
    if (days[-1] - days[0]).days + 1 == len(days):
        full = last_day(facts.on, months)
        left = max((full - days[-1]).days, 0)
    else:
        full = days[months * 30 - 1] if len(days) >= months * 30 else None
        left = max(months * 30 - len(days), 0)
    known = {"taken_days": Fraction(len(days)), "is_used_up": left == 0}
    return known | ({"days_left": Fraction(left)} if left else {"last_day": full})
