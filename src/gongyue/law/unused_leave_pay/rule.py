"""Pay for leave not taken: Regulation, Article 5; Measures, Articles 10 and 11."""

from dataclasses import dataclass

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Count, Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/paid-annual-leave-measures"
MEASURES_10 = "cn/paid-annual-leave-measures#10.1"
MEASURES_10_2 = "cn/paid-annual-leave-measures#10.2"
MEASURES_11 = "cn/paid-annual-leave-measures#11.1"
ALREADY_PAID = 1  # the three times include the wage of the days worked


@dataclass(frozen=True, kw_only=True)
class UnusedLeaveFacts(Facts):
    place: Place
    on: Day
    average_wage: Money
    days: Count


def unused_leave_pay(
    facts: UnusedLeaveFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is due on top of the wage already paid: twice the day's wage for each day."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    w.given("前12个月剔除加班工资后的月平均工资", facts.average_wage, unit="yuan/month")
    daily = facts.average_wage / w.use("annual_leave.pay_days_month")
    w.step("日工资", daily, MEASURES_11, key="daily", unit="yuan")
    extra = w.use("annual_leave.unused_multiple") - ALREADY_PAID
    w.step("正常工资之外的倍数", extra, MEASURES_10, unit="multiple")
    w.given("未休天数", facts.days, unit="day")
    pay = w.step("未休年休假工资报酬", to_fen(daily * extra * facts.days), MEASURES_10, unit="yuan")
    if pay:
        w.doubt("劳动者因本人原因书面提出不休的，只付正常工资（《实施办法》第10条第2款）。")
    return w.outcome("未休年休假工资报酬（正常工资之外）", pay)
