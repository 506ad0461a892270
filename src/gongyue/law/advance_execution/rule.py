"""Payment before the award (先予执行): Mediation and Arbitration Law, Article 44."""

from dataclasses import dataclass
from typing import Literal

from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, begin

LAW = "cn/dispute-mediation-arbitration-law"
LABEL = "可以申请先予执行"
Claim = Literal["wages", "injury_medical", "severance", "damages", "other"]


@dataclass(frozen=True, kw_only=True)
class AdvanceExecutionFacts(Facts):
    place: Place
    on: Day
    claim: Claim
    is_clear: bool
    is_in_need: bool


def advance_execution(
    facts: AdvanceExecutionFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it may be asked for by what was said; the panel decides."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    fits = w.step(
        "追讨劳动报酬、工伤医疗费、经济补偿或者赔偿金", facts.claim != "other", f"{LAW}#44.1"
    )
    fits &= w.step("双方的权利义务关系明确", facts.is_clear, f"{LAW}#44.2.1")
    fits &= w.step("不先付会严重影响生活", facts.is_in_need, f"{LAW}#44.2.2")
    if not fits:
        return w.outcome(LABEL, False, None, "may_not_apply")
    w.step("劳动者可以不提供担保", True, f"{LAW}#44.3")
    w.step("劳动争议仲裁不收费", True, f"{LAW}#53")
    w.doubt("要不要先予执行，由仲裁庭按申请裁决，再移送法院执行。")
    return w.outcome(LABEL, True, None, "may_apply")
