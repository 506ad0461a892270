"""Averaged working hours: Ministry of Labour (1994) No. 503, Article 5; Wage Provisions, 13.3."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.overtime_pay import hourly_wage
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/averaged-hours-measures"
MEASURES = "cn/averaged-hours-measures"
WAGES_13 = "cn/wage-payment-provisions#13"
HOLIDAY = "cn/labour-law#44.1.3"
Cycle = Literal["week", "month", "quarter", "year"]
CycleHours = Annotated[Decimal, Between(Decimal(0), Decimal(8_784))]
WORKDAYS = {"month": "hours.workdays_month", "year": "hours.workdays_year"}
LONGEST_DAYS = {"week": 7, "month": 31, "quarter": 92, "year": 366}
HOURS_A_DAY = 24
DAYS_A_WEEK = Decimal(5)
QUARTERS = Decimal(4)
MONTHS_OF = {"week": Decimal(0), "month": Decimal(1), "quarter": Decimal(3), "year": Decimal(12)}


@dataclass(frozen=True, kw_only=True)
class AveragedHoursFacts(Facts):
    place: Place
    on: Day
    cycle: Cycle
    hours: CycleHours
    holiday_hours: CycleHours = Decimal(0)
    monthly_wage: Money | None = None

    def check(self) -> None:
        if self.holiday_hours > self.hours:
            self.refuse("holiday_hours", "不能多于整个周期的工作小时")
        if self.hours > (most := LONGEST_DAYS[self.cycle] * HOURS_A_DAY):
            self.refuse("hours", f"多于这样一个周期的全部小时（{most}）")


def averaged_hours(
    facts: AveragedHoursFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Hours above the standard of the cycle; with a wage, what is due for them as `pay`."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    standard = _standard(w, facts.cycle)
    w.step("周期内标准工作小时", standard, MEASURES, key="standard", unit="hour")
    w.given("周期内实际工作小时", facts.hours, unit="hour")
    worked = facts.hours - facts.holiday_hours
    over = w.step("超过标准的小时", max(worked - standard, Decimal(0)), MEASURES, WAGES_13,
                  key="overtime_hours", unit="hour")  # fmt: skip
    multiple = w.use("overtime.workday_multiple")
    w.part("multiple", multiple)
    if facts.holiday_hours:
        w.given("其中法定休假日", facts.holiday_hours, unit="hour")
    if facts.monthly_wage is not None:
        _pay(w, facts, over, multiple)
    _limit(w, facts.cycle, over)
    w.doubt("综合计算工时须经劳动行政部门批准；没有批准的，按标准工时计算加班。")
    return w.outcome("超过标准的小时", over, "hour", "over" if over else "within")


def _standard(w: Work, cycle: Cycle) -> Decimal:
    hours = w.use("hours.day")
    if cycle == "week":
        return hours * DAYS_A_WEEK
    if cycle == "quarter":
        return w.use("hours.workdays_year") / QUARTERS * hours
    return w.use(WORKDAYS[cycle]) * hours


def _pay(w: Work, facts: AveragedHoursFacts, over: Decimal, multiple: Decimal) -> None:
    hourly = hourly_wage(w, facts.monthly_wage or Decimal(0))
    pay = hourly * over * multiple
    if facts.holiday_hours:
        pay += hourly * facts.holiday_hours * w.use("overtime.holiday_multiple")
    w.step("加班工资", to_fen(pay), WAGES_13, HOLIDAY, key="pay", unit="yuan")


def _limit(w: Work, cycle: Cycle, over: Decimal) -> None:
    """On average no more than 36 hours a month (Article 5 with Labour Law 41)."""
    months = MONTHS_OF[cycle]
    if months:
        most = w.use("overtime.max_hours_month") * months
        w.step("平均每月没有超过36小时", over <= most, "cn/labour-law#41", key="within_limit")
