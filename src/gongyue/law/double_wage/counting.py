"""Months of a second wage: whole ones, and a broken one by its working days."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.dates import ONE_DAY, Period, period_end, workdays_in
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import Work

JUDICIAL_6 = "cn/dispute-interpretation-2#6"
PART_MONTH = "不满一个月的部分按该月工作日折算；折算口径尚未与司法解释原文核对。"


class Counted(NamedTuple):
    """Whole months, then the working days of a broken month over those of the month."""

    months: int
    part: Period | None
    part_of: Period | None


def count(begin: date, period: Period, *, skip: int) -> Counted:
    """Months run from `begin`, of which the first `skip` do not count."""
    months = 0
    while period_end(begin, skip + months + 1) <= period.last:
        months += 1
    first = period_end(begin, skip + months) + ONE_DAY if skip + months else begin
    if first > period.last:
        return Counted(months, None, None)
    whole = Period(first, period_end(begin, skip + months + 1))
    return Counted(months, Period(first, period.last), whole)


def months_due(w: Work, counted: Counted, article: str) -> Decimal:
    """How many months of wage, recorded in `w`; the broken month in doubt."""
    if counted.part is None or counted.part_of is None:
        return w.step("应付月数", Decimal(counted.months), article, key="months", unit="month")
    calendar = work_calendar()
    worked = workdays_in(counted.part, calendar)
    of = workdays_in(counted.part_of, calendar)
    w.step("整月数", Decimal(counted.months), article, unit="month")
    w.step("不满一个月部分的工作日", Decimal(worked), JUDICIAL_6, unit="day")
    w.step("该月工作日", Decimal(of), JUDICIAL_6, unit="day")
    w.doubt(PART_MONTH)
    if not (calendar.known(counted.part.first.year) and calendar.known(counted.part_of.last.year)):
        w.unsettled("holidays", "该年度的放假通知尚未公布，工作日按周一至周五估算。")
    months = counted.months + (Decimal(worked) / of if of else Decimal(0))
    return w.step("应付月数", months, article, JUDICIAL_6, key="months", unit="month")
