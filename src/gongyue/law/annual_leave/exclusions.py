"""When a year's leave falls away, and how it may move to the next year (Regulation 4 and 5)."""

from datetime import date
from decimal import Decimal
from typing import Literal, Protocol

from gongyue.kernel.dates import age_on
from gongyue.law.annual_leave.accrual import Worked
from gongyue.law.rulebook import Work

REG_4 = "cn/paid-annual-leave-regulation#4"
REG_5 = "cn/paid-annual-leave-regulation#5.2"
MEASURES_7 = "cn/paid-annual-leave-measures#7"
MEASURES_8 = "cn/paid-annual-leave-measures#8"
MEASURES_9 = "cn/paid-annual-leave-measures#9"
PERSONAL_DAYS = 20
# From so many years of work (or days of leave): months of sick leave, and the item that says so.
SICK = ((20, 15, 4, f"{REG_4}.1.5"), (10, 10, 3, f"{REG_4}.1.4"), (0, 0, 2, f"{REG_4}.1.3"))
Carried = Literal["no", "with_consent", "without_consent"]


class LeaveFacts(Worked, Protocol):
    """What the exclusions look at besides."""

    @property
    def taken(self) -> Decimal: ...

    @property
    def lost_by_last_year(self) -> bool: ...

    @property
    def school_holidays(self) -> Decimal: ...

    @property
    def paid_personal_days(self) -> Decimal: ...

    @property
    def sick_months(self) -> Decimal: ...

    @property
    def carried(self) -> Carried: ...


def after_exclusions(w: Work, facts: LeaveFacts, days: Decimal, last: date) -> Decimal:
    """What is left of this year's days: none where the leave falls away."""
    if not _falls_away(w, facts, days, last):
        return _topped_up(w, facts, days)
    w.part("days", Decimal(0))
    return Decimal(0)


def _falls_away(w: Work, facts: LeaveFacts, days: Decimal, last: date) -> bool:
    """Whether this year's leave is lost; what comes after it was taken costs the next year's."""
    if facts.lost_by_last_year:
        w.step("去年休完年假后又长期请假，今年不享受", True, MEASURES_8, key="lost")
        return True
    school = facts.school_holidays
    if school > days:
        w.step("寒暑假多于年休假，不享受", True, f"{REG_4}.1.1", MEASURES_7, key="lost")
        return True
    if not _long_absence(w, facts, last):
        return False
    if facts.taken:
        w.step("已经休了当年的年休假，改为下一年度不享受", True, MEASURES_8, key="lost_next_year")
        w.doubt("只休了一部分年休假时怎样处理，规定没有写明。")
        return False
    w.part("lost", True)
    return True


def _long_absence(w: Work, facts: LeaveFacts, last: date) -> bool:
    if facts.paid_personal_days:
        w.given("不扣工资的事假", facts.paid_personal_days, unit="day")
        if facts.paid_personal_days >= PERSONAL_DAYS:
            return w.step("不扣工资的事假累计20天以上", True, f"{REG_4}.1.2")
    if not facts.sick_months:
        return False
    w.given("病假累计月数", facts.sick_months, unit="month")
    months, item = _sick_limit(facts, last)
    return w.step(f"病假累计{months}个月以上", facts.sick_months >= months, item)


def _sick_limit(facts: LeaveFacts, last: date) -> tuple[int, str]:
    """Two, three or four months by total service; by the leave where only that was said."""
    if facts.work_started_on is None and facts.entitlement is not None:
        full = facts.entitlement
        return next((months, item) for _, days, months, item in SICK if full >= days)
    years = age_on(facts.work_started_on or facts.started_on, last)
    return next((months, item) for least, _, months, item in SICK if years >= least)


def carry(w: Work, facts: LeaveFacts, unused: Decimal, year: int) -> None:
    """Over one year, with the worker's consent."""
    if not unused or facts.carried == "no":
        return
    agreed = w.step("跨年度安排征得了本人同意", facts.carried == "with_consent", MEASURES_9)
    if agreed:
        w.step("最迟休到", date(year + 1, 12, 31), REG_5, MEASURES_9, key="use_by")
    else:
        w.step("应当本年度安排，或者另付未休年休假工资", True, "cn/paid-annual-leave-measures#10.1")


def _topped_up(w: Work, facts: LeaveFacts, days: Decimal) -> Decimal:
    """School holidays shorter than the leave: the difference is still due."""
    if not facts.school_holidays:
        return days
    w.given("寒暑假天数", facts.school_holidays, unit="day")
    rest = days - facts.school_holidays
    return w.step("寒暑假少于年休假，补足", rest, MEASURES_7, key="days", unit="day")
