"""Statutory working time of a year: Notice on Average Monthly Working Time, section 1."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.law.facts import Facts, Place, Year
from gongyue.law.rulebook import Outcome, Rulebook, begin

HOURS_3 = "cn/working-hours-regulation#3"
QUARTERS = Decimal(4)


@dataclass(frozen=True, kw_only=True)
class WorkingTimeFacts(Facts):
    place: Place
    year: Year


def working_time(
    facts: WorkingTimeFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Working days a month; parts hold days and hours of year, quarter and month."""
    w = begin(book, on=date(facts.year, 12, 31), place=facts.place, trace=trace)
    year = w.use("hours.workdays_year")
    month = w.use("hours.workdays_month")
    hours = w.use("hours.day")
    days = {"year": ("年", year), "quarter": ("季", year / QUARTERS), "month": ("月", month)}
    for name, (label, number) in days.items():
        w.step(f"{label}制度工作日", number, HOURS_3, key=f"{name}_days", unit="day")
        w.step(f"{label}制度工作小时", number * hours, HOURS_3, key=f"{name}_hours", unit="hour")
    return w.outcome("月制度工作日", month, "day")
