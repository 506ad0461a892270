"""Paid annual leave of a year: Regulation, Articles 2–5; Measures, Articles 3–9 and 12."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated

from gongyue.kernel.dates import Period
from gongyue.law.annual_leave.exclusions import Carried, after_exclusions, carry
from gongyue.law.annual_leave.tiers import pieces_by_tier
from gongyue.law.facts import Count, Day, Facts, Place, Year
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/paid-annual-leave-regulation"
REG_3 = "cn/paid-annual-leave-regulation#3.1"
MEASURES_3 = "cn/paid-annual-leave-measures#3"
MEASURES_5 = "cn/paid-annual-leave-measures#5"
MEASURES_12 = "cn/paid-annual-leave-measures#12"
Days = Annotated[Decimal, Between(Decimal(0), Decimal(366))]
Months = Annotated[Decimal, Between(Decimal(0), Decimal(12))]
DAYS_IN_YEAR = 365  # the divisor is 365 in leap years too


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
    whole_year = served == Period(date(facts.year, 1, 1), date(facts.year, 12, 31))
    raw = _raw(w, facts, served, whole_year)
    w.part("counted_days", served.days)
    days = w.step("应休天数（不足1天舍去）", _floor(raw), _article(facts), key="days", unit="day")
    days = after_exclusions(w, facts, days, served.last) if days else days
    left = _left(facts, raw, days)
    w.part("unused", left)
    if facts.taken:
        w.given("已休天数", facts.taken, unit="day")
        w.step("未休天数", left, _article(facts), unit="day")
    if not facts.ended_on:
        carry(w, facts, left, facts.year)
    return w.outcome("年休假天数", days, "day", "entitled" if days else "none")


def _served(facts: AnnualLeaveFacts) -> Period:
    last = facts.ended_on if facts.ended_on and facts.ended_on.year == facts.year else None
    first = max(facts.started_on, date(facts.year, 1, 1))
    return Period(first, last or date(facts.year, 12, 31))


def _left(facts: AnnualLeaveFacts, raw: Decimal, days: Decimal) -> Decimal:
    """A leaver's rest is rounded after what was taken (Measures 12)."""
    if not days:
        return days
    if not facts.ended_on:
        return max(days - facts.taken, Decimal(0))
    return max(_floor(raw - facts.school_holidays - facts.taken), Decimal(0))


def _article(facts: AnnualLeaveFacts) -> str:
    return MEASURES_12 if facts.ended_on else MEASURES_5


def _raw(w: Work, facts: AnnualLeaveFacts, served: Period, whole_year: bool) -> Decimal:
    """Days before rounding down. A tier reached within the year counts from that day."""
    if facts.entitlement is not None:
        full = w.given("全年应休天数", facts.entitlement, unit="day")
        return _prorated(w, served, full, _article(facts))
    since = facts.work_started_on or facts.started_on
    w.given("参加工作日（未填则为入职日）", since)
    if facts.work_started_on is None:
        w.doubt("没有参加工作日，累计工作时间只从入职本单位算起，实际天数可能更多。")
    pieces = pieces_by_tier(since, served)
    if len(pieces) == 1 and whole_year and pieces[0][1]:
        return w.use(str(pieces[0][1]))
    if len(pieces) > 1:
        w.doubt("年内跨过累计工作年限的档次，按各档天数分段折算；个别地方直接按新档次计算。")
    raw = Decimal(0)
    for piece, tier in pieces:
        if tier is None:
            w.step("连续工作不满12个月，至", piece.last, MEASURES_3)
        else:
            raw += _prorated(w, piece, w.use(tier), _article(facts))
    return raw


def _prorated(w: Work, piece: Period, full: Decimal, article: str) -> Decimal:
    w.step("日历天数", piece.days, article, unit="day")
    raw = Decimal(piece.days) / DAYS_IN_YEAR * full
    return min(w.step("折算天数", raw, article, REG_3, key="raw", unit="day"), full)


def _floor(days: Decimal) -> Decimal:
    return days.quantize(Decimal(1), ROUND_FLOOR)
