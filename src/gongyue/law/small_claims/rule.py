"""The procedure for small claims: Civil Procedure Law, Articles 165, 166 and 168."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from gongyue.law.facts import Day, Facts, Money, Place
from gongyue.law.facts.kinds import Between
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/civil-procedure-law"
LABEL = "适用小额诉讼程序"
Excluded = Literal["none", "status", "foreign", "expert", "missing", "counterclaim", "other"]
EXCLUDED: dict[Excluded, tuple[str, int]] = {
    "status": ("人身关系、财产确权的案件", 1),
    "foreign": ("涉外案件", 2),
    "expert": ("需要评估、鉴定，或者对结果有异议的案件", 3),
    "missing": ("一方下落不明的案件", 4),
    "counterclaim": ("对方提出反诉的案件", 5),
    "other": ("其他不宜适用的案件", 6),
}
WAGES = Annotated[Decimal, Between(Decimal(1), Decimal(10_000_000))]
PLAIN = "还要事实清楚、权利义务明确、争议不大，由法院判断。"


@dataclass(frozen=True, kw_only=True)
class SmallClaimsFacts(Facts):
    place: Place
    on: Day
    excluded: Excluded
    amount: Money
    annual_average: WAGES


def small_claims(
    facts: SmallClaimsFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """True where it applies by itself; `by_agreement` where both sides may choose it."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    share, multiple = w.use("small_claims.share"), w.use("small_claims.agreed_multiple")
    if facts.excluded != "none":
        words, item = EXCLUDED[facts.excluded]
        w.step(f"{words}，不适用小额诉讼", True, f"{LAW}#166.1.{item}")
        return w.outcome(LABEL, False, None, "not_applicable")
    average = w.given("本省上年度就业人员年平均工资", facts.annual_average, unit="yuan")
    amount = w.given("标的额", facts.amount, unit="yuan")
    low = w.step("直接适用的上限", average * share, f"{LAW}#165.1", key="low", unit="yuan")
    high = w.step("约定适用的上限", average * multiple, f"{LAW}#165.2", key="high", unit="yuan")
    w.doubt(PLAIN)
    if amount > high:
        w.step("标的额超过上限，不适用", True, f"{LAW}#165.2")
        return w.outcome(LABEL, False, None, "not_applicable")
    return _small(w, by_itself=amount <= low)


def _small(w: Work, *, by_itself: bool) -> Outcome:
    w.step("一审终审", True, f"{LAW}#165.1")
    w.step("立案以后两个月内审结，批准的可延长一个月", True, f"{LAW}#168")
    if by_itself:
        return w.outcome(LABEL, True, None, "applicable")
    w.step("双方都同意的，才适用", True, f"{LAW}#165.2")
    return w.outcome(LABEL, False, None, "by_agreement")
