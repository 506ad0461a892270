"""Allowance for summer heat: Heat Protection Measures, Articles 11 and 17."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/heat-protection-measures"
ART_11, ART_17 = "cn/heat-protection-measures#11", "cn/heat-protection-measures#17"
MINIMUM_12 = "cn/minimum-wage-provisions#12"
Celsius = Annotated[Decimal, Between(Decimal(0), Decimal(60))]
Where = Literal["outdoors", "indoors"]
FROM_DEGREES = {"outdoors": Decimal(35), "indoors": Decimal(33)}


@dataclass(frozen=True, kw_only=True)
class HeatFacts(Facts):
    place: Place
    month: Day
    where: Where
    degrees: Celsius
    paid: Money = Decimal(0)


def heat_allowance(
    facts: HeatFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The allowance of the month that is still owed."""
    w = begin(book, on=facts.month, place=facts.place, trace=trace, under=LAW)
    label = "高温津贴差额"
    first, last = w.use("heat.first_month"), w.use("heat.last_month")
    in_season = first <= facts.month.month <= last
    w.step("在发放高温津贴的月份里", in_season, ART_17, key="in_season")
    limit = FROM_DEGREES[facts.where]
    w.given("当月的作业温度（最高）", facts.degrees, unit="degree")
    hot = facts.degrees >= limit
    w.step(f"温度达到{limit}℃", hot, ART_17, key="hot_enough")
    if not in_season or not hot:
        return w.outcome(label, Decimal("0.00"), verdict="not_due")
    due = w.use("heat.monthly")
    paid = w.given("已发高温津贴（现金）", facts.paid, unit="yuan")
    w.step("清凉饮料不能抵，也不算在最低工资里", True, ART_11, ART_17, MINIMUM_12)
    owed = w.step(label, to_fen(max(due - paid, Decimal(0))), ART_17, unit="yuan")
    return w.outcome(label, owed, verdict="due" if owed else "paid_enough")
