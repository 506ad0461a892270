"""The floor of pay by orders: guidelines of 2023."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.category != "labour", "employees have rules of their own")
    hours = facts.order_hours + facts.allowance_hours
    require(facts.holiday_hours <= hours, "more holiday hours than hours")
    require(facts.holiday_paid <= facts.paid, "more holiday pay than pay")
    in_force(facts.month, date(2023, 11, 8), "the guidelines")
    if facts.category == "civil":
        return Answer(Fraction(0), "not_applicable")
    least = fen(hours * law.figure("minimum_wage.hourly", facts.place, facts.month))
    missing = least - fen(facts.paid)
    parts: dict[str, Any] = {"least": least, "hours": hours}
    rest = hours - facts.holiday_hours
    if facts.holiday_hours and rest:
        normal = (facts.paid - facts.holiday_paid) / Fraction(rest)
        parts["holiday_is_higher"] = facts.holiday_paid / Fraction(facts.holiday_hours) > normal
    if missing > 0:
        return Answer(missing, "underpaid", parts)
    return Answer(Fraction(0), "paid_enough", parts)
