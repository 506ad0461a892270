"""Who answers for workers of somebody who may not employ: Interpretation II, 1 and 2."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import NotCovered, Outcome, Rulebook, Work, begin

INTERPRETATION = "cn/dispute-interpretation-2"
EARLIER = "cn/injury-interpretation"
RECOVERY = f"{EARLIER}#3.2"
WIDENED = date(2025, 9, 1)
LABEL = "由有资质的一方承担用工主体责任"
Way = Literal["subcontract", "affiliation"]


class Chain(NamedTuple):
    liable: str
    words: str
    article: str
    earlier: str


CHAINS = {
    "subcontract": Chain(
        "具备资质的承包人", "转包、分包给没有资质的组织或个人",
        f"{INTERPRETATION}#1", f"{EARLIER}#3.1.4"),
    "affiliation": Chain(
        "被挂靠单位", "没有资质的组织或个人挂靠经营",
        f"{INTERPRETATION}#2", f"{EARLIER}#3.1.5"),
}  # fmt: skip
NO_RELATION = "承担责任不等于有劳动关系：不能据此要求二倍工资、经济补偿。"
RECOGNISED = "工伤待遇先要认定工伤；认定时不要求有劳动关系，按“用工主体责任”申请。"
ONLY_INJURY = "2025年9月1日以前，司法解释只写明工伤保险责任；工资另看工程款、农民工工资的规定。"
NOBODY = "上一手也没有资质；请往上找到最近的、有合法经营资格的发包或被挂靠单位，再按它填写。"


@dataclass(frozen=True, kw_only=True)
class SubcontractFacts(Facts):
    place: Place
    on: Day
    way: Way
    upper_is_qualified: bool = True
    lower_is_qualified: bool = False


def subcontract_liability(
    facts: SubcontractFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether the qualified party answers; parts say for what, and that no relation is needed."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=EARLIER)
    chain = CHAINS[facts.way]
    article = chain.article if w.on >= WIDENED else chain.earlier
    if facts.lower_is_qualified:
        w.step("招用的一方自己有合法经营资格，由它承担", True, article)
        return _answer(w, False, "招用的单位", "own_employer")
    if not facts.upper_is_qualified:
        raise NotCovered(NOBODY, field="upper_is_qualified")
    w.step(chain.words, True, article)
    _for_what(w, article)
    w.doubt(NO_RELATION)
    w.doubt(RECOGNISED)
    w.part("labour_relation_required", False)
    return _answer(w, True, chain.liable, "upper_liable")


def _for_what(w: Work, article: str) -> None:
    w.step("工伤保险待遇", True, article, key="covers_injury")
    pays = w.on >= WIDENED
    w.step("劳动报酬", pays, article, key="covers_pay")
    if not pays:
        w.doubt(ONLY_INJURY)
    w.step("承担以后，可以向没有资质的一方追偿", True, RECOVERY, key="may_recover")


def _answer(w: Work, value: bool, liable: str, verdict: str) -> Outcome:
    w.part("liable", liable)
    return w.outcome(LABEL, value, None, verdict)
