"""Severance or damages: one of the two, and both as a range where the facts do not decide."""

from typing import Any, Literal

from gongyue.law.composition import Composition
from gongyue.law.dismissal_damages import DismissalDamagesFacts, dismissal_damages
from gongyue.law.ending_lawfulness import EndingFacts, ending_lawfulness
from gongyue.law.leaving.endings import ENDINGS, SHIELDED_BY
from gongyue.law.leaving.facts import LeavingFacts
from gongyue.law.leaving.limits import claim_by
from gongyue.law.rulebook import Note
from gongyue.law.severance import NOTICE_GROUNDS, SeveranceFacts, severance

ART_46 = "cn/labour-contract-law#46"
ART_47_1 = "cn/labour-contract-law#47.1"
ART_48 = "cn/labour-contract-law#48"
ART_87 = "cn/labour-contract-law#87"
REG_25 = "cn/labour-contract-law-regulation#25"
SEVERANCE: dict[str, Any] = {"key": "severance", "title": "经济补偿"}
TWO_TERMS = 2
Standing = Literal["lawful", "unlawful", "unknown"]
EITHER = Note(
    text="经济补偿和赔偿金只能拿一样：单位合法解除的是经济补偿，违法解除的是赔偿金。",
    sources=(ART_48, REG_25),
)
REPLACED = Note(text="付了赔偿金，不再付经济补偿。", sources=(REG_25,))
ASKS_STEPS = "没有说法定的理由和步骤做到了没有，所以按两种可能给出范围；补上这一项，范围会变窄。"


def ask_ending(c: Composition, facts: LeavingFacts) -> Standing:
    """The sections on severance and damages; whether the employer was allowed to end it."""
    standing = _standing(c, facts)
    if standing == "lawful":
        _severance(c, facts)
    elif standing == "unlawful":
        _damages(c, facts)
        _replaced(c, facts)
    else:
        _severance(c, facts, either=True)
        _damages(c, facts, either=True)
    return standing


def _standing(c: Composition, facts: LeavingFacts) -> Standing:
    ending = ENDINGS[facts.ending]
    if ending.ground is None:
        c.w.step("单位没有说出法律认可的理由", True, ART_48, key="no_reason")
        return "unlawful"
    if ending.reason is None:
        return "lawful"
    if facts.ending == "expiry":
        return _expiry(c, facts)
    if _protection(facts) == "none" and facts.steps_were_taken is None:
        c.w.doubt(ASKS_STEPS)
        return "unknown"
    return "lawful" if _lawful(c, facts) else "unlawful"


def _protection(facts: LeavingFacts) -> str:
    """Fault ends every protection, so it is not asked for then."""
    no_shield = facts.ending in ("probation_failed", "worker_fault")
    return "none" if no_shield else facts.protection


def _expiry(c: Composition, facts: LeavingFacts) -> Standing:
    """Not renewing after two terms is held unlawful by most, not by all: a range."""
    if _protection(facts) == "none" and facts.fixed_terms < TWO_TERMS:
        return "lawful"
    lawful = _lawful(c, facts)
    if lawful:
        return "lawful"
    return "unknown" if _protection(facts) == "none" else "unlawful"


def _lawful(c: Composition, facts: LeavingFacts) -> bool:
    section = c.ask(
        ending_lawfulness,
        lambda: _path(facts),
        key="lawfulness",
        title="单位能不能这样结束合同",
        counts="explained",
    )
    return section.outcome is not None and section.outcome.value is True


def _path(facts: LeavingFacts) -> EndingFacts:
    reason, shield = ENDINGS[facts.ending].reason, _protection(facts)
    assert reason is not None
    held: dict[str, Any] = {SHIELDED_BY[shield]: True} if shield != "none" else {}
    expired = facts.ending == "expiry"
    return EndingFacts(
        place=facts.place,
        on=facts.ended_on,
        reason=reason,
        steps_were_taken=expired or facts.steps_were_taken is not False,
        could_demand_open_ended=expired and facts.fixed_terms >= TWO_TERMS,
        **held,
    )


def _severance(c: Composition, facts: LeavingFacts, *, either: bool = False) -> None:
    c.ask(
        severance,
        lambda: _severance_facts(facts),
        ART_46,
        ART_47_1,
        **SEVERANCE,
        counts="either" if either else "added",
        claim_by=claim_by(facts.ended_on),
        notes=(EITHER,) if either else (),
    )


def _severance_facts(facts: LeavingFacts) -> SeveranceFacts:
    ground = ENDINGS[facts.ending].ground
    assert ground is not None
    return SeveranceFacts(
        place=facts.place,
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        ground=ground,
        average_wage=facts.average_wage,
        local_average_wage=facts.local_average_wage,
        below_ceiling=facts.below_ceiling,
        last_month_wage=facts.last_month_wage if ground in NOTICE_GROUNDS else None,
        fixed_terms=facts.fixed_terms if ground == "expiry" else 1,
    )


def _damages(c: Composition, facts: LeavingFacts, *, either: bool = False) -> None:
    c.ask(
        dismissal_damages,
        lambda: _damages_facts(facts),
        ART_48,
        ART_87,
        key="damages",
        title="违法解除的赔偿金",
        counts="either" if either else "added",
        claim_by=claim_by(facts.ended_on),
    )


def _damages_facts(facts: LeavingFacts) -> DismissalDamagesFacts:
    return DismissalDamagesFacts(
        place=facts.place,
        started_on=facts.started_on,
        ended_on=facts.ended_on,
        average_wage=facts.average_wage,
        local_average_wage=facts.local_average_wage,
        below_ceiling=facts.below_ceiling,
    )


def _replaced(c: Composition, facts: LeavingFacts) -> None:
    """Shown so that nobody adds the two: what severance would have been."""
    if ENDINGS[facts.ending].ground is not None:
        c.ask(
            severance,
            lambda: _severance_facts(facts),
            **SEVERANCE,
            counts="instead",
            notes=(REPLACED,),
        )
