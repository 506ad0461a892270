"""Overtime pay of a month: Labour Law, Article 44; Wage Payment Provisions, Article 13."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Hours, Money, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/labour-law"
ART_44 = "cn/labour-law#44"
ART_48_2 = "cn/labour-law#48.2"
WAGES_13 = "cn/wage-payment-provisions#13"
HoursSystem = Literal["standard", "averaged", "flexible"]
HOURS_A_DAY = 24
KINDS = (("workday", "工作日"), ("restday", "休息日"), ("holiday", "法定休假日"))


@dataclass(frozen=True, kw_only=True)
class OvertimePayFacts(Facts):
    place: Place
    month: Day
    monthly_wage: Money
    workday_hours: Hours = Decimal(0)
    restday_hours: Hours = Decimal(0)
    holiday_hours: Hours = Decimal(0)
    compensated_hours: Hours = Decimal(0)
    hours_system: HoursSystem = "standard"

    def check(self) -> None:
        if self.compensated_hours > self.restday_hours:
            self.refuse("compensated_hours", "多于休息日加班小时数（只有休息日加班可以补休）")
        hours = self.workday_hours + self.restday_hours + self.holiday_hours
        if hours > (most := month_of(self.month).days * HOURS_A_DAY):
            self.refuse("workday_hours", f"与休息日、法定休假日的小时合计多于这个月的{most}小时")


def overtime_pay(
    facts: OvertimePayFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The overtime pay due, each kind of hour rounded to the fen."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    if facts.hours_system == "flexible":
        return _flexible(w, facts)
    hourly = hourly_wage(w, facts.monthly_wage)
    hours = {
        "workday": facts.workday_hours,
        "restday": facts.restday_hours - facts.compensated_hours,
        "holiday": facts.holiday_hours,
    }
    if facts.compensated_hours:
        w.given("已补休的休息日加班小时", facts.compensated_hours, unit="hour")
    total = Decimal("0.00")
    for kind, label in KINDS:
        if hours[kind]:
            total += _pay(w, facts, hourly, (kind, label, hours[kind]))
    return w.outcome("应付加班费", w.step("合计", total, ART_44, unit="yuan"))


def hourly_wage(w: Work, monthly_wage: Decimal) -> Decimal:
    """The wage of an hour; never below that of the local minimum wage."""
    w.given("月工资", monthly_wage, unit="yuan/month")
    minimum = w.peek("minimum_wage.monthly")
    if minimum is not None and monthly_wage < minimum:
        monthly_wage = w.step("计算基数（不低于最低工资）", w.use("minimum_wage.monthly"), ART_48_2)
    hourly = monthly_wage / w.use("pay.days_month") / w.use("hours.day")
    return w.step("小时工资", hourly, ART_44, WAGES_13, key="hourly", unit="yuan/hour")


def _pay(
    w: Work, facts: OvertimePayFacts, hourly: Decimal, overtime: tuple[str, str, Decimal]
) -> Decimal:
    kind, label, hours = overtime
    rate = "workday" if facts.hours_system == "averaged" and kind == "restday" else kind
    w.given(f"{label}加班小时", hours, unit="hour")
    pay = to_fen(hourly * hours * w.use(f"overtime.{rate}_multiple"))
    return w.step(f"{label}加班费", pay, ART_44, WAGES_13, key=kind, unit="yuan")


def _flexible(w: Work, facts: OvertimePayFacts) -> Outcome:
    """Article 13 of the provisions does not apply to flexible hours; holidays are local."""
    if facts.holiday_hours:
        raise NotCovered(
            "不定时工时制在法定休假日工作的报酬由各地规定，尚未建模。", field="hours_system"
        )
    w.step("不定时工时制不执行加班工资规定", True, WAGES_13)
    return w.outcome("应付加班费", Decimal("0.00"))
