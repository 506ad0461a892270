"""Pay during a shutdown: Interim Provisions on Payment of Wages, Article 12."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, begin

LAW = "cn/wage-payment-provisions"
ART_12 = "cn/wage-payment-provisions#12"


@dataclass(frozen=True, kw_only=True)
class ShutdownPayFacts(Facts):
    place: Place
    month: Day
    is_first_cycle: bool
    monthly_wage: Money
    worked: bool = False
    living_allowance: Money | None = None
    paid: Money | None = None


def shutdown_pay(
    facts: ShutdownPayFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What is due for the pay cycle. Raises NotCovered where the local allowance is needed."""
    w = begin(book, on=month_of(facts.month).first, place=facts.place, trace=trace, under=LAW)
    if facts.is_first_cycle:
        wage = w.given("合同约定的月工资", facts.monthly_wage, unit="yuan/month")
        due = w.step("第一个工资支付周期，按合同标准", to_fen(wage), ART_12, unit="yuan")
    elif facts.worked:
        due = w.step(
            "提供了劳动，不低于最低工资", to_fen(w.use("minimum_wage.monthly")), ART_12, unit="yuan"
        )
    elif facts.living_allowance is not None:
        given = w.given("当地停工生活费", facts.living_allowance, unit="yuan/month")
        due = w.step("没有劳动，发生活费", to_fen(given), ART_12, unit="yuan")
    else:
        raise NotCovered(
            "第二个周期起没有提供劳动的，按当地的生活费标准；请填写当地标准。",
            field="living_allowance",
        )
    if facts.paid is None:
        return w.outcome("停工期间至少应发", due, verdict="due")
    paid = w.given("实际发了", facts.paid, unit="yuan")
    short = w.step(
        "少发了", max(due - to_fen(paid), Decimal("0.00")), ART_12, key="short", unit="yuan"
    )
    return w.outcome("停工期间至少应发", due, verdict="underpaid" if short else "lawful")
