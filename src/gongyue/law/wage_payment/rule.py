"""When a wage is due: Labour Law, Article 50; Wage Payment Provisions, Articles 5–9."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.dates import ONE_DAY, add_months, days_in_month
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-law"
ART_50 = "cn/labour-law#50"
ART_5, ART_6_3 = "cn/wage-payment-provisions#5", "cn/wage-payment-provisions#6.3"
ART_7, ART_9 = "cn/wage-payment-provisions#7", "cn/wage-payment-provisions#9"
DayOfMonth = Annotated[int, Between(1, 31)]
Following = Literal["same", "next", "later"]
AHEAD = {"same": 0, "next": 1, "later": 2}


@dataclass(frozen=True, kw_only=True)
class WagePaymentFacts(Facts):
    place: Place
    month: Day
    ended_on: Day | None = None
    pay_day: DayOfMonth = 15
    paid_in: Following = "next"
    paid_on: Day | None = None
    on: Day

    def check(self) -> None:
        self.in_order("month", "on")
        self.in_order("month", "ended_on")
        self.in_order("month", "paid_on")


def wage_payment(
    facts: WagePaymentFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The last day on which the wage of the month is paid in time."""
    w = begin(book, on=facts.month, place=facts.place, trace=trace, under=LAW, asked_on=facts.on)
    due = _at_the_end(w, facts.ended_on) if facts.ended_on else _agreed(w, facts)
    w.step("以货币支付，给本人工资清单，记录保存两年", True, ART_5, ART_6_3)
    paid = facts.paid_on if facts.paid_on and facts.paid_on <= facts.on else None
    late = (paid or facts.on) > due
    w.part("days_late", Decimal(((paid or facts.on) - due).days if late else 0))
    if late:
        w.step("没有及时足额支付，可以据此解除合同", True, "cn/labour-contract-law#38.1.2")
    verdict = "late" if late else "in_time" if paid else "not_yet_due"
    return w.outcome("最迟发放日", due, "date", verdict)


def _at_the_end(w: Work, ended_on: date) -> date:
    w.given("劳动合同解除或者终止之日", ended_on)
    return w.step("解除或者终止时一次付清", ended_on, ART_9, key="due_on")


def _agreed(w: Work, facts: WagePaymentFacts) -> date:
    """The agreed day of that month, or the nearest working day before it."""
    month = add_months(facts.month.replace(day=1), AHEAD[facts.paid_in])
    agreed = month.replace(day=min(facts.pay_day, days_in_month(month.year, month.month)))
    w.step("约定的发薪日", agreed, ART_7)
    if facts.paid_in == "later":
        w.doubt("工资至少每月支付一次；拖到第三个月才发的，多数会被认为拖欠。")
    calendar, due = work_calendar(), agreed
    if not calendar.known(agreed.year):
        w.unsettled("holidays", "该年度的放假通知尚未公布，工作日按周一至周五估算。")
    while not calendar.is_workday(due):
        due -= ONE_DAY
    return w.step("遇节假日或者休息日，提前到工作日", due, ART_7, ART_50, key="due_on")
