"""Benefits of a death at work: Regulation on Work-Related Injury Insurance, Article 39."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongyue.kernel.money import to_fen
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.injury_benefits import REGULATION, own_wage
from gongyue.law.injury_death.family import LONE_TOO_MANY, People, family_share
from gongyue.law.injury_death.grants import FUNERAL, GRANT, death_grant, funeral
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

DEPENDANTS = "cn/injury-insurance-regulation#39.1.2"
LATER = "cn/injury-insurance-regulation#39.3"
Death = Literal["at_work", "in_paid_leave", "after_paid_leave"]
WHO = "供养亲属限于生前由其提供主要生活来源、无劳动能力的人，由经办机构核定。"


@dataclass(frozen=True, kw_only=True)
class InjuryDeathFacts(Facts):
    place: Place
    died_on: Day
    own_wage: Money
    death: Death = "at_work"
    spouse: bool = False
    others: People = 0
    lone: People = 0
    regional_average: Money | None = None
    urban_income: Money | None = None

    def check(self) -> None:
        if self.lone > self.others + self.spouse:
            self.refuse("lone", LONE_TOO_MANY)


def injury_death(
    facts: InjuryDeathFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Funeral and death grants, once; part `monthly` is what the dependants get together."""
    w = begin(book, on=facts.died_on, place=facts.place, trace=trace, under=REGULATION)
    total = funeral(w, facts.regional_average) + _grant(w, facts)
    _dependants(w, facts)
    articles = (LATER,) if facts.death == "after_paid_leave" else (FUNERAL, GRANT)
    w.step("一次性待遇合计（基金付）", total, *articles, unit="yuan")
    return w.outcome("一次性待遇合计（不含每月抚恤金）", total, verdict="due")


def _dependants(w: Work, facts: InjuryDeathFacts) -> None:
    """Shares of the own wage, together never more than it."""
    if not facts.spouse and not facts.others:
        return
    wage = own_wage(w, facts.own_wage, facts.regional_average)
    share = family_share(facts)
    w.step("各供养亲属的比例之和", share, DEPENDANTS, key="share", unit="rate")
    raw = to_fen(wage * share)
    w.part("monthly_raw", raw)
    w.step("每月供养亲属抚恤金合计（不高于本人工资）", min(raw, wage), DEPENDANTS, key="monthly",
           unit="yuan/month")  # fmt: skip
    w.doubt(WHO)


def _grant(w: Work, facts: InjuryDeathFacts) -> Decimal:
    """Not for grades 1 to 4 who die after the paid leave (39.3)."""
    if facts.death == "after_paid_leave":
        none = Decimal("0.00")
        return w.step("停工留薪期满后死亡，没有一次性工亡补助金", none, LATER, key="grant")
    return death_grant(w, facts.urban_income)
