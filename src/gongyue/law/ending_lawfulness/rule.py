"""May the employer end it like this? Labour Contract Law, Articles 39–45; Interpretation I, 47."""

from dataclasses import dataclass

from gongyue.law.ending_lawfulness.paths import PATHS, Reason, path_taken
from gongyue.law.ending_lawfulness.protected import ART_45, SHIELDS, Shield
from gongyue.law.ending_lawfulness.union import UnionPost, extended_to
from gongyue.law.facts import Day, Facts, Place
from gongyue.law.rulebook import Outcome, Rulebook, Work, begin

LAW = "cn/labour-contract-law"
ART_43 = "cn/labour-contract-law#43"
ART_48 = "cn/labour-contract-law#48"
LABEL = "单位能不能这样结束合同"
UNION_CURE = "cn/dispute-interpretation-1#47"
NO_FAULT = ("medical_period_over", "incompetence", "changed_circumstances")


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
    proved_incompetent: bool | None = None
    trained_or_moved: bool | None = None
    still_incompetent: bool | None = None
    kept_others_first: bool = False
    circumstance_ends_on: Day | None = None
    union_post: UnionPost = "none"
    union_from: Day | None = None
    union_until: Day | None = None

    def check(self) -> None:
        self.in_order("union_from", "union_until")
        for field in ("union_from", "union_until"):
            if self.union_post != "none" and getattr(self, field) is None:
                self.refuse(field, "没有填写，任期决定合同延长到哪天")


def ending_lawfulness(
    facts: EndingFacts, book: Rulebook | None = None, *, trace: bool = True
) -> Outcome:
    """Whether it stands by what was said: true or false, never a ruling."""
    w = begin(book, on=facts.on, place=facts.place, trace=trace, under=LAW)
    taken = path_taken(w, facts)
    shield = _shield(w, facts)
    if facts.reason == "expiry":
        return _expiry(w, facts, shield)
    lawful = taken and shield is None
    lawful &= _notice(w, facts)
    lawful &= _union(w, facts)
    w.doubt("这是按填写的情况判断的；事实和证据由仲裁机构和法院认定。")
    w.step(
        "按填写的情况，可以这样解除", lawful, PATHS[facts.reason][1], *(() if lawful else (ART_48,))
    )
    return w.outcome(LABEL, lawful, None, "lawful" if lawful else "unlawful")


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
    ends = facts.circumstance_ends_on if shield is not None else None
    over = ends is not None and ends < facts.on
    if shield is not None and not over:
        w.step("合同续延，到：", shield.until, ART_45, key="extend_until")
        if ends is not None:
            w.step("这种情形消失、合同终止的日子", ends, ART_45, key="extend_to")
        return w.outcome(LABEL, False, None, "must_extend")
    office = extended_to(w, facts)
    if office is not None and office >= facts.on:
        w.part("extend_to", office)
        return w.outcome(LABEL, False, None, "must_extend")
    if facts.could_demand_open_ended:
        w.step("已连续订立两次固定期限合同，劳动者可以要求无固定期限", True, f"{LAW}#14.2.3")
        w.doubt("两次固定期限期满后，单位单方不续订，多数裁判认为构成违法终止；个别地方不同。")
        return w.outcome(LABEL, False, None, "unlawful")
    lawful = w.step("期满可以终止", facts.steps_were_taken, f"{LAW}#44")
    return w.outcome(LABEL, lawful, None, "lawful" if lawful else "unlawful")
