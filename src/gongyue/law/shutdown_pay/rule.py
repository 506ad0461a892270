"""Pay during a shutdown: Interim Provisions on Payment of Wages, Article 12."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, month_of, period_end
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.minimum_wage import local_minimum
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

LAW = "cn/wage-payment-provisions"
ART_12 = "cn/wage-payment-provisions#12"
ITEM_58 = "cn/labour-law-opinions#58"


@dataclass(frozen=True, kw_only=True)
class ShutdownPayFacts(Facts):
    place: Place
    month: Day
    stopped_on: Day | None = None
    resumed_on: Day | None = None
    is_first_cycle: bool | None = None
    monthly_wage: Money
    worked: bool = False
    living_allowance: Money | None = None
    minimum: Money | None = None
    paid: Money | None = None

    def check(self) -> None:
        self.in_order("stopped_on", "resumed_on")
        if self.stopped_on is None and self.is_first_cycle is None:
            self.refuse("is_first_cycle", "没有填写；也可以填哪一天开始停工")
        if self.stopped_on is not None:
            self._check_days(month_of(self.month), self.stopped_on)

    def _check_days(self, whole: Period, stopped: date) -> None:
        """The month asked about has a day of standstill."""
        if stopped > whole.last:
            self.refuse("stopped_on", "晚于所填的月份")
        if self.resumed_on is not None and self.resumed_on <= max(whole.first, stopped):
            self.refuse("resumed_on", "应晚于停工和所填月份的第一天")


def shutdown_pay(
    facts: ShutdownPayFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is due for the month. Raises NotCovered where the local allowance is needed."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    if facts.stopped_on is not None:
        due = _by_days(w, facts, month, facts.stopped_on)
    else:
        due = _first_cycle(w, facts) if facts.is_first_cycle else _later(w, facts)
    if facts.paid is None:
        return w.outcome("停工期间至少应发", due, verdict="due")
    paid = w.given("实际发了", facts.paid, unit="yuan")
    short = max(due - to_fen(paid), Decimal("0.00"))
    w.step("少发了", short, ART_12, key="short", unit="yuan")
    return w.outcome("停工期间至少应发", due, verdict="underpaid" if short else "lawful")


def _first_cycle(w: Work, facts: ShutdownPayFacts) -> Decimal:
    wage = w.given("合同约定的月工资", facts.monthly_wage, unit="yuan/month")
    return w.step("第一个工资支付周期，按合同标准", to_fen(wage), ART_12, unit="yuan")


def _later(w: Work, facts: ShutdownPayFacts) -> Decimal:
    if facts.worked:
        return w.step(
            "提供了劳动，不低于最低工资",
            to_fen(local_minimum(w, facts.minimum)),
            ART_12,
            unit="yuan",
        )
    if facts.living_allowance is not None:
        given = w.given("当地停工生活费", facts.living_allowance, unit="yuan/month")
        return w.step("没有劳动，发生活费", to_fen(given), ART_12, ITEM_58, unit="yuan")
    share = w.find("shutdown.living_share")
    if share is None:
        raise NotCovered(
            "第二个周期起没有提供劳动的，按当地的生活费标准；请填写当地标准。",
            field="living_allowance",
        )
    allowance = to_fen(local_minimum(w, facts.minimum) * share)
    return w.step("没有劳动，发生活费", allowance, ART_12, ITEM_58, unit="yuan")


def _by_days(w: Work, facts: ShutdownPayFacts, month: Period, stopped: date) -> Decimal:
    """The month's days of standstill: those of the first cycle and those after it."""
    cycle_last = period_end(stopped, 1)
    w.given("停工第一天", stopped)
    w.step("第一个工资支付周期到（按一个月）", cycle_last, ART_12, key="cycle_last")
    last = month.last if facts.resumed_on is None else min(month.last, facts.resumed_on - ONE_DAY)
    still = Period(max(month.first, stopped), last)
    early = still.meet(Period(stopped, cycle_last))
    first_days = early.days if early else 0
    due = Decimal("0.00")
    for days, pay in ((first_days, _first_cycle), (still.days - first_days, _later)):
        if days:
            due += to_fen(pay(w, facts) * days / month.days)
    if 0 < first_days < month.days or still.days < month.days:
        w.doubt(
            "不是整月的按自然日折算；工资支付周期从停工当天起按一个月算，也有地方按发薪周期算。"
        )
    w.part("first_cycle_days", Decimal(first_days))
    return w.step("当月停工的日子应发", due, ART_12, key="due", unit="yuan")
