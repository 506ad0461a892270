"""Heat allowance: Heat Protection Measures of 2012, 17; months and sums of the province."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    names = ("heat.first_month", "heat.last_month", "heat.monthly")
    first, last, sum_due = (law.figure(name, facts.place, month) for name in names)
    in_season = first <= month.month <= last
    hot = facts.degrees >= (35 if facts.where == "outdoors" else 33)
    parts = {"in_season": in_season, "hot_enough": hot}
    if not (in_season and hot):
        return Answer(Fraction(0), "not_due", parts)
    lacking = max(sum_due - facts.paid, Fraction(0))
    return Answer(lacking, "due" if lacking else "paid_enough", parts)
