"""The employer who did not insure pays it all: Regulation, Article 62."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.injury_benefits import (
    REGULATION,
    Leaves,
    allowance,
    check_leaving,
    lump_sum,
    own_wage,
    subsidies,
)
from gongyue.law.injury_death import death_grant, funeral
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

ART_62_2 = f"{REGULATION}#62.2"
ART_62_3 = f"{REGULATION}#62.3"
ADVANCE = "cn/social-insurance-law#41"
LABEL = "单位应当一次付清的工伤费用"
DEAD = 0  # instead of a grade
Grade = Annotated[int, Between(DEAD, 10)]
ACTUAL = "没有缴费工资可查，本人工资按填写的实际工资计算，争议时以工资记录为准。"
ADVANCED = "单位不付的，可以向工伤保险基金申请先行支付，由基金向单位追偿。"
AFTERWARDS = (
    "补缴工伤保险费和滞纳金以后，新发生的费用由基金和单位依规定支付；一次性项目仍由单位付。"
)
FIRST = "先要认定工伤；没有劳动关系证明的，先确认劳动关系。"


@dataclass(frozen=True, kw_only=True)
class UninsuredInjuryFacts(Facts):
    place: Place
    injured_on: Day
    insured_since: Day | None = None
    grade: Grade
    own_wage: Money
    medical_costs: Money = Decimal(0)
    suitable_work: bool = False
    leaves: Leaves = "stays"
    leaves_on: Day | None = None
    retires_on: Day | None = None
    regional_average: Money | None = None

    def check(self) -> None:
        self.in_order("injured_on", "leaves_on")
        if slip := check_leaving(self.grade, self.leaves, self.leaves_on):
            self.refuse(*slip)


def uninsured_injury(
    facts: UninsuredInjuryFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """What the employer owes once; nothing here where insurance had begun before the injury."""
    w = begin(book, on=facts.injured_on, place=facts.place, trace=trace, under=REGULATION)
    if _was_insured(w, facts):
        return w.outcome(LABEL, Decimal("0.00"), verdict="fund_pays")
    once = _death(w, facts) if facts.grade == DEAD else _disability(w, facts)
    medical = w.given("工伤医疗费用（单位没有付的）", to_fen(facts.medical_costs), unit="yuan")
    for words in (ACTUAL, ADVANCED, FIRST):
        w.doubt(words)
    total = once + medical
    w.step("应当参保而没有参保，都由单位支付", total, ART_62_2, ADVANCE, key="total", unit="yuan")
    return w.outcome(LABEL, total, verdict="employer_pays")


def _was_insured(w: Work, facts: UninsuredInjuryFacts) -> bool:
    if facts.insured_since is None:
        return False
    w.given("开始参加工伤保险的日子", facts.insured_since)
    if facts.insured_since <= facts.injured_on:
        return w.step("受伤时已经参保，由基金和单位依规定支付", True, ART_62_3)
    w.doubt(AFTERWARDS)
    return False


def _death(w: Work, facts: UninsuredInjuryFacts) -> Decimal:
    return funeral(w, facts.regional_average) + death_grant(w, None)


def _disability(w: Work, facts: UninsuredInjuryFacts) -> Decimal:
    """The same items and standards as for the insured (62.2); the allowance comes by the month."""
    base = own_wage(w, facts.own_wage, facts.regional_average)
    lump = lump_sum(w, facts.grade, base)
    allowance(w, facts, base)
    return lump + sum(subsidies(w, facts, base))
