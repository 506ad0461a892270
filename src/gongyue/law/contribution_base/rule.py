"""The wage on which contributions are paid: Social Insurance Law, Article 12, and the province."""

from dataclasses import dataclass
from decimal import Decimal

from gongyue.kernel.dates import month_of
from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/social-insurance-law"
ART_12 = "cn/social-insurance-law#12"
PRACTICE = "cn/contribution-base-practice"


@dataclass(frozen=True, kw_only=True)
class ContributionBaseFacts(Facts):
    place: Place
    month: Day
    wage: Money


def contribution_base(
    facts: ContributionBaseFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """The wage, not below the floor and not above the cap of the month."""
    month = month_of(facts.month)
    w = begin(book, on=month.first, place=facts.place, trace=trace, under=LAW)
    benchmark = w.find("contribution.benchmark")
    if benchmark is not None:
        w.part("benchmark", benchmark)
    return w.outcome("社会保险缴费基数", clipped(w, facts.wage), "yuan/month")


def clipped(w: Work, wage: Decimal) -> Decimal:
    """The base of pension, unemployment and injury insurance."""
    floor, cap = w.use("contribution.floor"), w.use("contribution.cap")
    w.part("floor", floor)
    w.part("cap", cap)
    w.given("缴费工资（上年度月平均工资；新入职为首月工资）", wage, unit="yuan/month")
    base = to_fen(min(max(wage, floor), cap))
    return w.step("缴费基数", base, ART_12, PRACTICE, key="base", unit="yuan/month")
