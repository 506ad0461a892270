"""One day of rest a week: Labour Law, Article 38."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.dates import Period
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-law"
ART_38 = "cn/labour-law#38"
DaysInAWeek = Annotated[Decimal, Between(Decimal(0), Decimal(7))]


@dataclass(frozen=True, kw_only=True)
class WeeklyRestFacts(Facts):
    place: Place
    week_first: Day
    days_worked: DaysInAWeek


def weekly_rest(
    facts: WeeklyRestFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the week that begins on `week_first` had its day of rest."""
    w = begin(book, on=facts.week_first, place=facts.place, trace=trace, under=LAW)
    w.given("该周工作天数", facts.days_worked, unit="day")
    rest = w.step("该周休息天数", 7 - facts.days_worked, ART_38, key="rest_days", unit="day")
    kept = rest >= w.use("rest.days_week")
    w.step("每周至少休息一日", kept, ART_38)
    return w.outcome("每周休息", kept, None, "kept" if kept else "no_rest")


def full_weeks(period: Period) -> tuple[Period, ...]:
    """The weeks from Monday to Sunday that lie wholly in the period."""
    first = period.first + timedelta(days=-period.first.weekday() % 7)
    weeks = []
    while first + timedelta(days=6) <= period.last:
        weeks.append(Period(first, first + timedelta(days=6)))
        first += timedelta(days=7)
    return tuple(weeks)


def weeks_without_rest(worked: Container[date], period: Period) -> tuple[Period, ...]:
    """The full weeks of the period in which every day was worked."""
    return tuple(
        week for week in full_weeks(period) if all(day in worked for day in week.each_day())
    )
