"""The medical period: Ministry of Labour 1994 No. 479, Articles 3 and 4."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import last_day
from tests.law.second.reading import Answer, Figures, in_force, require

# Years with this employer from which each step counts, its months and the window of months.
SHORT = ((0, 3, 6), (5, 6, 12))  # below ten years of work in all
LONG = ((0, 6, 12), (5, 9, 15), (10, 12, 18), (15, 18, 24), (20, 24, 30))


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(1995, 1, 1), "the provisions on the medical period")
    require(facts.own_years <= facts.total_years, "more years here than in all")
    steps = SHORT if facts.total_years < 10 else LONG
    _, months, window = [step for step in steps if step[0] <= facts.own_years][-1]
    return Answer(
        Fraction(months),
        "entitled",
        {"window_months": Fraction(window), "window_last_day": last_day(facts.on, window)},
    )
