"""A provisional contribution base replaced by the final one: what goes back or is paid on top."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import BadFacts, Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_12, ART_60_1 = f"{LAW}#12", f"{LAW}#60.1"
INSURANCES = {"pension": ("养老", ART_12), "unemployment": ("失业", f"{LAW}#44")}
SIDES = {"employer": "单位", "worker": "个人"}
WORDS = {"overpaid": "应退", "top_up": "应补", "no_change": "不退不补"}
ONLY_TWO = "只算养老和失业保险；工伤、医疗保险的差额没有算在内。"


@dataclass(frozen=True, kw_only=True)
class ContributionAdjustmentFacts(Facts):
    place: Place
    first_month: Day
    last_month: Day
    wage: Money | None = None
    provisional_base: Money | None = None
    final_base: Money | None = None

    def check(self) -> None:
        self.in_order("first_month", "last_month")
        if self.first_month.year != self.last_month.year:
            self.refuse("last_month", "和开始月份要在同一年，跨年的请分开算")


def contribution_adjustment(
    facts: ContributionAdjustmentFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The difference of both sides; parts hold each insurance and side, a month and in all."""
    first = facts.first_month.replace(day=1)
    w = begin(book, on=first, place=facts.place, trace=trace, under=LAW)
    paid = _base(w, facts, "provisional_base", "provisional_", "已按暂定数缴费的基数")
    due = _base(w, facts, "final_base", "", "按正式数应缴的基数")
    months = facts.last_month.month - first.month + 1
    w.step("涉及月数", months, ART_60_1, key="months", unit="month")
    way = "overpaid" if due < paid else "top_up" if due > paid else "no_change"
    total = sum((_side(w, side, (paid, due), months, WORDS[way]) for side in SIDES), Decimal(0))
    w.doubt(ONLY_TWO)
    return w.outcome(f"{WORDS[way]}社会保险费（单位和个人合计）", total, verdict=way)


def _base(
    w: Work, facts: ContributionAdjustmentFacts, field: str, prefix: str, label: str
) -> Decimal:
    """What was entered; else the wage between the limits of the table."""
    entered: Decimal | None = getattr(facts, field)
    if entered is not None:
        base = w.given(label, to_fen(entered), unit="yuan/month")
        w.part(field, base)
        return base
    if facts.wage is None:
        raise BadFacts("请填写月平均工资，或者直接填写两个缴费基数。", field=field)
    w.find(f"contribution.{prefix}benchmark")
    low, high = w.use(f"contribution.{prefix}floor"), w.use(f"contribution.{prefix}cap")
    base = to_fen(min(max(facts.wage, low), high))
    return w.step(label, base, ART_12, key=field, unit="yuan/month")


def _side(w: Work, side: str, bases: tuple[Decimal, Decimal], months: int, way: str) -> Decimal:
    """Each month is rounded as it was paid, then multiplied."""
    total = Decimal("0.00")
    for name, (word, article) in INSURANCES.items():
        rate = w.use(f"{name}.{side}_rate")
        paid, due = (to_fen(base * rate) for base in bases)
        month = w.step(f"{word}保险{SIDES[side]}每月{way}", abs(due - paid), article,
                       key=f"{name}_{side}_monthly", unit="yuan")  # fmt: skip
        whole = month * months
        total += w.step(f"{word}保险{SIDES[side]}合计{way}", whole, article,
                        key=f"{name}_{side}", unit="yuan")  # fmt: skip
    return w.step(f"{SIDES[side]}合计{way}", total, ART_60_1, key=side, unit="yuan")
