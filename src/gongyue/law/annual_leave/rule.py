"""Paid annual leave of a year: Regulation, Articles 2–5; Measures, Articles 3–9 and 12."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated

from gongyue.kernel.dates import Period
from gongyue.law.annual_leave.accrual import earned
from gongyue.law.annual_leave.exclusions import Carried, after_exclusions, carry
from gongyue.law.facts import Count, Day, Facts, Place, Year
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/paid-annual-leave-regulation"
MEASURES_5 = "cn/paid-annual-leave-measures#5"
MEASURES_12 = "cn/paid-annual-leave-measures#12"
Days = Annotated[Decimal, Between(Decimal(0), Decimal(366))]
Months = Annotated[Decimal, Between(Decimal(0), Decimal(12))]


@dataclass(frozen=True, kw_only=True)
class AnnualLeaveFacts(Facts):
    place: Place
    year: Year
    work_started_on: Day | None = None
    started_on: Day
    ended_on: Day | None = None
    entitlement: Count | None = None
    taken: Count = Decimal(0)
    lost_by_last_year: bool = False
    school_holidays: Count = Decimal(0)
    paid_personal_days: Days = Decimal(0)
    sick_months: Months = Decimal(0)
    carried: Carried = "no"

    def check(self) -> None:
        self.in_order("work_started_on", "started_on")
        self.in_order("started_on", "ended_on")
        if self.started_on.year > self.year:
            self.refuse("year", "早于入职的年份")
        if self.ended_on is not None and self.ended_on.year < self.year:
            self.refuse("year", "晚于离职的年份")


def annual_leave(
    facts: AnnualLeaveFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whole days of leave for the year at this employer; part `unused` is what remains."""
    served = _served(facts)
    w = begin(book, on=served.last, place=facts.place, trace=trace, under=LAW)
    raw = earned(w, facts, served, _article(facts))
    w.part("counted_days", served.days)
    days = w.step("应休天数（不足1天舍去）", _floor(raw), _article(facts), key="days", unit="day")
    days = after_exclusions(w, facts, days, served.last) if days else days
    left = _left(facts, raw, days)
    w.part("unused", left)
    if facts.taken:
        w.given("已休天数", facts.taken, unit="day")
        w.step("未休天数", left, _article(facts), unit="day")
    if not _leaves(facts):
        carry(w, facts, left, facts.year)
    return w.outcome("年休假天数", days, "day", "entitled" if days else "none")


def _served(facts: AnnualLeaveFacts) -> Period:
    last = facts.ended_on if _leaves(facts) else None
    first = max(facts.started_on, date(facts.year, 1, 1))
    return Period(first, last or date(facts.year, 12, 31))


def _left(facts: AnnualLeaveFacts, raw: Decimal, days: Decimal) -> Decimal:
    """A leaver's rest is rounded after what was taken (Measures 12)."""
    if not days:
        return days
    if not _leaves(facts):
        return max(days - facts.taken, Decimal(0))
    return max(_floor(raw - facts.school_holidays - facts.taken), Decimal(0))


def _article(facts: AnnualLeaveFacts) -> str:
    return MEASURES_12 if _leaves(facts) else MEASURES_5


def _leaves(facts: AnnualLeaveFacts) -> bool:
    """In this very year; who leaves in a later one has a year like any other."""
    return facts.ended_on is not None and facts.ended_on.year == facts.year


def _floor(days: Decimal) -> Decimal:
    return days.quantize(Decimal(1), ROUND_FLOOR)
