"""Facts once, every policy: what is met, what is not, and which fact is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.policies.deciding import NOT_CHECKED, ended, figures_of, has_ended
from gongyue.law.policies.judging import judged, missing
from gongyue.law.policies.kinds import Fact, in_cel
from gongyue.law.policies.reading import Policy, policies, vocabulary
from gongyue.law.rulebook import BadFacts, Refusal, Rulebook, begin
from gongyue.law.sources import cite_text

WORDS = {True: "met", False: "not_met", None: "unknown"}
NAMES = ("on", "place")  # beside the vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one policy stands. `verdict`: may_apply, not_entitled, expired, unknown, or refused,
    with the `reason`; `missing` are the facts that still decide, the one to ask first in front."""

    policy: Policy
    verdict: str
    met: tuple[bool | None, ...] = ()
    missing: tuple[Fact, ...] = ()
    doubts: tuple[str, ...] = ()
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON types only."""
        policy = self.policy
        shown = zip(policy.conditions, self.met, strict=False)
        return {
            "policy": policy.id,
            "name": policy.name,
            "rule": policy.rule,
            "basis": policy.basis,
            "article": cite_text(policy.basis),
            "valid": {"from": plain(policy.first), "until": plain(policy.until)},
            "verdict": self.verdict,
            "conditions": [
                {"words": c.words, "cel": c.cel, "found": WORDS[met], "basis": c.basis,
                 "article": cite_text(c.basis), "mark": c.mark}
                for c, met in shown
            ],
            "missing": [{"fact": f.name, "label": f.label, "ask": f.ask} for f in self.missing],
            "doubts": list(self.doubts),
            "reason": self.reason,
        }  # fmt: skip


def standings(
    facts: Mapping[str, Any], *, on: date, place: str, book: Rulebook | None = None
) -> tuple[Standing, ...]:
    """Every policy on that day and place, for facts by their names in `facts.yaml`. Raises
    BadFacts naming the fact that is unknown or cannot be, or the place."""
    known = vocabulary()
    for name, value in facts.items():
        if name not in known:
            raise BadFacts(f"没有“{str(name)[:40]}”这一项。", field=str(name)[:40])
        if value is not None:
            in_cel(known[name], value)
    begin(book, on=on, place=place, trace=False)
    return tuple(_standing(policy, facts, on, place, book) for policy in policies().values())


def _standing(
    policy: Policy, facts: Mapping[str, Any], on: date, place: str, book: Rulebook | None
) -> Standing:
    try:
        w = begin(book, on=on, place=place, trace=False, under=policy.basis)
        figures = figures_of(w, policy)
    except Refusal as refusal:
        return Standing(policy=policy, verdict="refused", reason=refusal.message_zh)
    found = judged(policy, facts.get, figures)
    return Standing(
        policy=policy,
        verdict=_verdict(policy, found.all_met, on),
        met=tuple(found.met),
        missing=missing(policy, facts.get, figures) if found.all_met is None else (),
        doubts=_doubts(policy, on),
    )


def _verdict(policy: Policy, met: bool | None, on: date) -> str:
    if met is None:
        return "unknown"
    if not met:
        return "not_entitled"
    return "expired" if has_ended(policy, on) else "may_apply"


def _doubts(policy: Policy, on: date) -> tuple[str, ...]:
    guessed = any(condition.mark == "G" for condition in policy.conditions)
    late = [ended(policy)] if has_ended(policy, on) else []
    return (*late, *([f"“{policy.name}”{NOT_CHECKED}"] if guessed else []))
