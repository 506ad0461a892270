"""How long a probation may be: Labour Contract Law, Articles 19, 70 and 83."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, months_between
from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.probation.damages import ART_83, damages
from gongyue.law.probation.limits import (
    ContractKind,
    longest_probation,
    probation_ends_latest,
)
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_19_1 = "cn/labour-contract-law#19.1"
ART_19_3 = "cn/labour-contract-law#19.3"
ART_19_4 = "cn/labour-contract-law#19.4"
ART_70 = "cn/labour-contract-law#70"


@dataclass(frozen=True, kw_only=True)
class ProbationFacts(Facts):
    place: Place
    contract_first: Day
    contract_last: Day | None = None
    kind: ContractKind = "fixed"
    part_time: bool = False
    probation_first: Day
    probation_last: Day
    monthly_wage: Money | None = None
    on: Day

    def check(self) -> None:
        self.in_order("contract_first", "contract_last")
        self.in_order("contract_first", "probation_first")
        self.in_order("probation_first", "probation_last")
        if self.kind == "fixed" and self.contract_last is None and not self.part_time:
            self.refuse("contract_last", "不能空着：固定期限劳动合同须有终止日")
        if (last := _fixed_last(self)) and last < self.probation_first:
            self.refuse("probation_first", "晚于合同终止日（试用期包含在合同期限内）")


def probation(
    facts: ProbationFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the probation is lawful, and the damages for what was served beyond the limit."""
    w = begin(
        book,
        on=facts.contract_first,
        place=facts.place,
        trace=trace,
        under=LAW,
        asked_on=facts.on,
    )
    months = w.step("试用期上限", Decimal(_limit(w, facts)), _article(facts), unit="month")
    w.part("max_probation_months", int(months))
    lawful_last = probation_ends_latest(facts.probation_first, int(months))
    w.step("试用期最晚截止日", lawful_last, _article(facts), key="lawful_last")
    if (term_last := _fixed_last(facts)) and term_last < lawful_last:
        lawful_last = w.step("试用期不能超出合同期限", term_last, ART_19_4, key="lawful_last")
    w.given("约定的试用期截止日", facts.probation_last)
    if _all_probation(facts):
        w.step("试用期与合同期限相同", True, ART_19_4)
        w.doubt(
            "合同仅约定试用期的，试用期不成立，该期限为劳动合同期限，全部期间应按转正工资支付。"
        )
    legal = facts.probation_last <= lawful_last
    w.part("legal", legal)
    if legal:
        return w.outcome("违法试用期赔偿金", Decimal("0.00"), verdict="legal")
    w.step("违法试用期的首日", lawful_last + ONE_DAY, ART_83, key="first_illegal_day")
    served = served_beyond(lawful_last, facts)
    return w.outcome("违法试用期赔偿金", damages(w, served, facts.monthly_wage), verdict="too_long")


def served_beyond(lawful_last: date, facts: ProbationFacts) -> Period | None:
    """The unlawful days served up to the day of calculation."""
    first = max(lawful_last + ONE_DAY, facts.probation_first)
    last = min(facts.probation_last, facts.on)
    return Period(first, last) if first <= last else None


def _limit(w: Work, facts: ProbationFacts) -> int:
    if facts.contract_last is not None and facts.kind == "fixed" and not facts.part_time:
        term = months_between(facts.contract_first, facts.contract_last)
        text = f"{term.years}年{term.months}个月{term.days}天"
        w.step("劳动合同期限", text, ART_19_1, key="term")
    return longest_probation(
        contract_first=facts.contract_first,
        contract_last=facts.contract_last,
        kind=facts.kind,
        part_time=facts.part_time,
    )


def _article(facts: ProbationFacts) -> str:
    if facts.part_time:
        return ART_70
    limit = longest_probation(
        contract_first=facts.contract_first, contract_last=facts.contract_last, kind=facts.kind
    )
    return ART_19_1 if limit else ART_19_3


def _all_probation(facts: ProbationFacts) -> bool:
    """Such a contract may be one that agrees nothing but a probation (Article 19.4)."""
    last = _fixed_last(facts)
    return last is not None and facts.probation_last >= last


def _fixed_last(facts: ProbationFacts) -> date | None:
    return facts.contract_last if facts.kind == "fixed" else None
