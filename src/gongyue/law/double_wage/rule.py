"""Double wage without a written contract: Labour Contract Law, Articles 10, 14 and 82."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import ONE_DAY, Period, period_end, workdays_in
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_14_3 = "cn/labour-contract-law#14.3"
ART_82_1 = "cn/labour-contract-law#82.1"
ART_97_2 = "cn/labour-contract-law#97.2"
REG_6_2 = "cn/labour-contract-law-regulation#6.2"
REG_7 = "cn/labour-contract-law-regulation#7"
JUDICIAL_6 = "cn/dispute-interpretation-2#6"
LAW_BEGAN = date(2008, 1, 1)
PART_MONTH = "不满一个月的部分按该月工作日折算；折算口径尚未与司法解释原文核对。"


@dataclass(frozen=True, kw_only=True)
class DoubleWageFacts(Facts):
    place: Place
    started_on: Day
    signed_on: Day | None = None
    on: Day
    monthly_wage: Money

    def check(self) -> None:
        self.in_order("started_on", "on")


class Counted(NamedTuple):
    """Whole months, then the working days of a broken month over those of the month."""

    months: int
    part: Period | None
    part_of: Period | None


def double_wage(
    facts: DoubleWageFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The second wage due up to the day of calculation; eleven months at most."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("用工之日", facts.started_on)
    period = double_wage_period(facts.started_on, facts.signed_on, facts.on)
    w.part("deemed_open_ended_on", deemed_open_ended_on(facts.started_on))
    if period is None:
        w.step("满一个月的次日", first_day(facts.started_on), REG_6_2, key="first_day")
        w.part("calendar_days", 0)
        return w.outcome("二倍工资差额", Decimal("0.00"), verdict="not_due")
    w.step("起算日（满一个月的次日）", period.first, REG_6_2, _began_source(facts), key="first_day")
    w.step("截止日", period.last, REG_6_2, REG_7, key="last_day")
    w.part("calendar_days", period.days)
    if facts.on >= deemed_open_ended_on(facts.started_on) and facts.signed_on is None:
        w.step("视为已订立无固定期限劳动合同之日", deemed_open_ended_on(facts.started_on), ART_14_3)
    w.given("月工资", facts.monthly_wage, unit="yuan/month")
    months = _months(w, _count(facts.started_on, period))
    return w.outcome("二倍工资差额", to_fen(facts.monthly_wage * months), verdict="due")


def double_wage_period(started_on: date, signed_on: date | None, on: date) -> Period | None:
    """The days for which the second wage is due, as far as `on`; None when there are none."""
    last = min(period_end(counted_from(started_on), 12), on)
    if signed_on is not None:
        last = min(last, signed_on - ONE_DAY)
    first = first_day(started_on)
    return Period(first, last) if first <= last else None


def first_day(started_on: date) -> date:
    """The day after the first full month of work."""
    return period_end(counted_from(started_on), 1) + ONE_DAY


def deemed_open_ended_on(started_on: date) -> date:
    """The first anniversary: from then on the contract is deemed open-ended."""
    return period_end(counted_from(started_on), 12) + ONE_DAY


def counted_from(started_on: date) -> date:
    """Work begun before the Act counts from the Act (Article 97.2)."""
    return max(started_on, LAW_BEGAN)


def _began_source(facts: DoubleWageFacts) -> str:
    return ART_97_2 if facts.started_on < LAW_BEGAN else ART_82_1


def _count(started_on: date, period: Period) -> Counted:
    """Months run from the day of hire, so that the longest period is exactly eleven."""
    begin = counted_from(started_on)
    months = 0
    while months < 11 and period_end(begin, months + 2) <= period.last:
        months += 1
    first = period_end(begin, months + 1) + ONE_DAY
    if first > period.last:
        return Counted(months, None, None)
    return Counted(months, Period(first, period.last), Period(first, period_end(begin, months + 2)))


def _months(w: Work, counted: Counted) -> Decimal:
    if counted.part is None or counted.part_of is None:
        return w.step("应付月数", Decimal(counted.months), ART_82_1, key="months", unit="month")
    calendar = work_calendar()
    worked = workdays_in(counted.part, calendar)
    of = workdays_in(counted.part_of, calendar)
    w.step("整月数", Decimal(counted.months), ART_82_1, unit="month")
    w.step("不满一个月部分的工作日", Decimal(worked), JUDICIAL_6, unit="day")
    w.step("该月工作日", Decimal(of), JUDICIAL_6, unit="day")
    w.doubt(PART_MONTH)
    if not (calendar.known(counted.part.first.year) and calendar.known(counted.part_of.last.year)):
        w.unsettled("holidays", "该年度的放假通知尚未公布，工作日按周一至周五估算。")
    months = counted.months + (Decimal(worked) / of if of else Decimal(0))
    return w.step("应付月数", months, ART_82_1, JUDICIAL_6, key="months", unit="month")
