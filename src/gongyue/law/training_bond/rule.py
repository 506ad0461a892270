"""Leaving before a training bond ends: Labour Contract Law 22; Regulation 16 and 26."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import Period
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/labour-contract-law"
ART_22_1 = "cn/labour-contract-law#22.1"
ART_22_2 = "cn/labour-contract-law#22.2"
ART_25 = "cn/labour-contract-law#25"
REG_26 = "cn/labour-contract-law-regulation#26"


@dataclass(frozen=True, kw_only=True)
class TrainingBondFacts(Facts):
    place: Place
    bond_first: Day
    bond_last: Day
    left_on: Day
    training_cost: Money
    agreed: Money | None = None
    was_special_training: bool = True
    employer_at_fault: bool = False

    def check(self) -> None:
        self.in_order("bond_first", "bond_last")
        self.in_order("bond_first", "left_on")


def training_bond(
    facts: TrainingBondFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The most that can be asked: never above the cost, nor above the share not yet served."""
    w = begin(book, on=facts.left_on, place=facts.place, trace=trace, under=LAW)
    if not facts.was_special_training:
        w.step("不是专项培训，不得约定服务期违约金", Decimal(0), ART_22_1, ART_25)
        return w.outcome("违约金上限", Decimal("0.00"), verdict="not_due")
    if facts.employer_at_fault:
        w.step("因单位过错解除，不付违约金", Decimal(0), REG_26)
        return w.outcome("违约金上限", Decimal("0.00"), verdict="not_due")
    cost = w.given("单位提供的培训费用", facts.training_cost, unit="yuan")
    days = w.step(
        "服务期天数", Period(facts.bond_first, facts.bond_last).days, ART_22_1, unit="day"
    )
    left = max((facts.bond_last - facts.left_on).days, 0)
    w.step("尚未履行的天数", left, ART_22_2, key="days_left", unit="day")
    most = to_fen(cost * left / days)
    w.step("尚未履行部分应分摊的培训费用", most, ART_22_2, key="most", unit="yuan")
    if facts.agreed is not None:
        agreed = to_fen(w.given("约定的违约金", facts.agreed, unit="yuan"))
        w.step("约定超过上限的部分", max(agreed - most, Decimal(0)), ART_22_2, key="excess")
        most = min(most, agreed)
    w.doubt("培训费用要有凭证；入职培训、岗位培训不算专项培训。")
    return w.outcome("违约金上限", most, verdict="due" if most else "not_due")
