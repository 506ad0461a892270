"""Overtime: Labour Law 44, 48.2; Wage Payment Provisions 13; the notices on 21.75 pay days."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import days, month_end
from tests.law.second.reading import LABOUR_LAW, Answer, Figures, fen, in_force, require

PAY_DAYS_NOTICE = date(2008, 1, 3)


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, LABOUR_LAW, "the Labour Law")
    require(facts.compensated_hours <= facts.restday_hours, "time off only for rest days")
    require(hours(facts) <= 24 * days(month, month_end(month)), "more hours than a month has")
    if facts.hours_system == "flexible":
        require(facts.holiday_hours == 0, "holidays of flexible hours are local")
        return Answer(Fraction(0))
    in_force(month, PAY_DAYS_NOTICE, "the notice on pay days")
    hourly = wage(facts, law, month) / Fraction("21.75") / 8
    rest = Fraction(3, 2) if facts.hours_system == "averaged" else Fraction(2)
    paid = {
        "workday": fen(hourly * Fraction(3, 2) * facts.workday_hours),
        "restday": fen(hourly * rest * (facts.restday_hours - facts.compensated_hours)),
        "holiday": fen(hourly * 3 * facts.holiday_hours),
    }
    named = {kind: sum_paid for kind, sum_paid in paid.items() if sum_paid}
    return Answer(sum(paid.values(), Fraction(0)), None, named)


def hours(facts: Any) -> Fraction:
    return Fraction(facts.workday_hours + facts.restday_hours + facts.holiday_hours)


def wage(facts: Any, law: Figures, month: date) -> Fraction:
    """Labour Law 48.2: a wage below the minimum is replaced by it, where it is known."""
    least = law.maybe("minimum_wage.monthly", facts.place, month)
    return max(facts.monthly_wage, least or Fraction(0))
