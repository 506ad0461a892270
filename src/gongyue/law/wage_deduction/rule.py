"""Deduction for damage: Interim Provisions on Payment of Wages, Articles 15–16."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.minimum_wage import local_minimum
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/wage-payment-provisions"
ART_15 = "cn/wage-payment-provisions#15"
ART_16 = "cn/wage-payment-provisions#16"


@dataclass(frozen=True, kw_only=True)
class WageDeductionFacts(Facts):
    place: Place
    month: Day
    wage: Money
    minimum: Money | None = None
    deducted: Money | None = None
    was_agreed: bool = True
    was_own_fault: bool = True


def wage_deduction(
    facts: WageDeductionFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The most that may be taken from a month's wage; with `deducted`, whether that was more."""
    w = begin(book, on=month_of(facts.month).first, place=facts.place, trace=trace, under=LAW)
    wage = w.given("当月工资", facts.wage, unit="yuan")
    if not (facts.was_agreed and facts.was_own_fault):
        w.step("没有约定或不是本人原因造成的损失，不得从工资中扣", Decimal(0), ART_15, ART_16)
        most = Decimal("0.00")
    else:
        by_share = to_fen(wage * w.use("wage.deduction_share"))
        w.step("按比例最多可扣", by_share, ART_16, unit="yuan")
        above = max(wage - local_minimum(w, facts.minimum), Decimal(0))
        w.step("扣后不低于最低工资，最多可扣", to_fen(above), ART_16, unit="yuan")
        most = to_fen(min(by_share, above))
    w.step("本月最多可扣", most, ART_16, key="max_deduct", unit="yuan")
    if facts.deducted is None:
        return w.outcome("本月最多可扣", most, verdict="within" if most else "none")
    taken = w.given("实际扣了", facts.deducted, unit="yuan")
    excess = w.step(
        "多扣了", max(to_fen(taken) - most, Decimal(0)), ART_16, key="excess", unit="yuan"
    )
    return w.outcome("本月最多可扣", most, verdict="over" if excess else "within")
