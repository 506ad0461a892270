"""Averaged hours: Labour Law 41, 44, 48.2; Wage Payment Provisions 13.3; the notices on working
days (250 and, since 2025, 248 a year)."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.overtime_pay import PAY_DAYS_NOTICE, wage
from tests.law.second.reading import Answer, Figures, fen, in_force, require

WORKING_HOURS = date(1995, 5, 1)
SINCE_2025 = date(2025, 1, 1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
LONGEST_DAYS = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, WORKING_HOURS, "the working hours regulation")
    if facts.cycle != "week" or facts.monthly_wage is not None:
        in_force(facts.on, PAY_DAYS_NOTICE, "the notice on working days")
    require(facts.holiday_hours <= facts.hours, "more on holidays than in all")
    require(facts.hours <= 24 * LONGEST_DAYS[facts.cycle], "more hours than the cycle has")
    due = standard(facts)
    over = max(facts.hours - facts.holiday_hours - due, Fraction(0))
    parts: dict[str, Any] = {"standard": due, "overtime_hours": over}
    if facts.cycle in MONTHS:
        parts["within_limit"] = over <= 36 * MONTHS[facts.cycle]
    if facts.monthly_wage is not None:
        parts["pay"] = pay(facts, law, over)
    return Answer(over, "over" if over else "within", parts)


def standard(facts: Any) -> Fraction:
    """Days of eight hours; the month is rounded to hundredths of a day by the notice itself."""
    if facts.cycle == "week":
        return Fraction(40)
    year = 248 if facts.on >= SINCE_2025 else 250
    days = {"year": Fraction(year), "quarter": Fraction(year, 4), "month": fen(Fraction(year, 12))}
    return days[facts.cycle] * 8


def pay(facts: Any, law: Figures, over: Fraction) -> Fraction:
    hourly = wage(facts, law, facts.on) / Fraction("21.75") / 8
    return fen(hourly * (Fraction(3, 2) * over + 3 * facts.holiday_hours))
