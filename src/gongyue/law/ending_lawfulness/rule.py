"""May the employer end it like this? Labour Contract Law, Articles 39–45; Interpretation I, 47."""

from dataclasses import dataclass
from typing import Literal

from gongyue.law.ending_lawfulness.protected import ART_45, SHIELDS, Shield
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_43 = "cn/labour-contract-law#43"
ART_48 = "cn/labour-contract-law#48"
UNION_CURE = "cn/dispute-interpretation-1#47"
NO_FAULT = ("medical_period_over", "incompetence", "changed_circumstances")
Reason = Literal[
    "probation_failed",
    "serious_fault",
    "medical_period_over",
    "incompetence",
    "changed_circumstances",
    "redundancy",
    "expiry",
]
# What has to have happened before, and the article that wants it.
PATHS: dict[str, tuple[str, str]] = {
    "probation_failed": ("在试用期内，并能证明不符合事先说明的录用条件", f"{LAW}#39.1.1"),
    "serious_fault": ("有法定过错，单位能举证，依据的规章依法制定并告知", f"{LAW}#39"),
    "medical_period_over": ("医疗期满，不能做原工作，也不能做另行安排的工作", f"{LAW}#40.1.1"),
    "incompetence": ("不能胜任，经过培训或者调整岗位，仍不能胜任", f"{LAW}#40.1.2"),
    "changed_circumstances": ("客观情况重大变化，协商变更合同没有谈成", f"{LAW}#40.1.3"),
    "redundancy": ("符合裁员情形，提前三十日说明、听取意见并报告", f"{LAW}#41.1"),
    "expiry": ("固定期限劳动合同期满", f"{LAW}#44"),
}


@dataclass(frozen=True, kw_only=True)
class EndingFacts(Facts):
    place: Place
    on: Day
    reason: Reason
    steps_were_taken: bool
    gave_notice: bool = True
    told_union: bool | None = None
    is_mother: bool = False
    in_medical_period: bool = False
    awaits_occupational_check: bool = False
    lost_capacity_at_work: bool = False
    nears_retirement: bool = False
    could_demand_open_ended: bool = False


def ending_lawfulness(
    facts: EndingFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it stands by what was said: true or false, never a ruling."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    words, article = PATHS[facts.reason]
    taken = w.step(words, facts.steps_were_taken, article, key="steps_were_taken")
    shield = _shield(w, facts)
    if facts.reason == "expiry":
        return _expiry(w, facts, shield)
    lawful = taken and shield is None
    lawful &= _notice(w, facts)
    lawful &= _union(w, facts)
    w.doubt("这是按填写的情况判断的；事实和证据由仲裁机构和法院认定。")
    w.step("按填写的情况，可以这样解除", lawful, article, *(() if lawful else (ART_48,)))
    return w.outcome("单位能不能这样结束合同", lawful, None, "lawful" if lawful else "unlawful")


def _shield(w: Work, facts: EndingFacts) -> Shield | None:
    """The first protection that forbids it; fault ends protection."""
    held = [shield for name, shield in SHIELDS.items() if getattr(facts, name)]
    for shield in held:
        w.step(shield.words, True, shield.article)
    if facts.reason in ("probation_failed", "serious_fault"):
        return None
    w.part("protected_until", held[0].until if held else "")
    return held[0] if held else None


def _notice(w: Work, facts: EndingFacts) -> bool:
    if facts.reason not in NO_FAULT:
        return True
    return w.step("提前三十日书面通知，或者另付一个月工资", facts.gave_notice, f"{LAW}#40.1")


def _union(w: Work, facts: EndingFacts) -> bool:
    """Where there is a union it is told first; until a suit is filed that can be made good."""
    if facts.told_union is None:
        return True
    told = w.step("事先把理由通知了工会", facts.told_union, ART_43)
    if not told:
        w.step("起诉前补正通知的，不再因此支付赔偿金", True, UNION_CURE)
    return told


def _expiry(w: Work, facts: EndingFacts, shield: Shield | None) -> Outcome:
    label = "单位能不能这样结束合同"
    if shield is not None:
        w.step("合同续延，到：", shield.until, ART_45, key="extend_until")
        return w.outcome(label, False, None, "must_extend")
    if facts.could_demand_open_ended:
        w.step("已连续订立两次固定期限合同，劳动者可以要求无固定期限", True, f"{LAW}#14.2.3")
        w.doubt("两次固定期限期满后，单位单方不续订，多数裁判认为构成违法终止；个别地方不同。")
        return w.outcome(label, False, None, "unlawful")
    lawful = w.step("期满可以终止", facts.steps_were_taken, f"{LAW}#44")
    return w.outcome(label, lawful, None, "lawful" if lawful else "unlawful")
