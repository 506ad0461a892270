"""Conditions with their words, met or not; after its end a policy is never simply open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongyue.law.rulebook import Outcome, Work

HIGHEST = "这是国家规定的最高数，各省可以定得更低，发多少以当地人社部门的通知为准。"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a policy, as found for the facts."""

    words: str
    met: bool


def decide(w: Work, basis: str, conditions: tuple[Condition, ...], name: str) -> str:
    """The verdict: may_apply, not_entitled, or expired where only the end stands in the way.

    Part `met` says whether the conditions as last known are met; `eligible` stands only where
    the policy is known to run or where a condition fails. `name`: the parameter that is stale.
    """
    met = True
    for condition in conditions:
        met = w.step(condition.words, condition.met, basis) and met
    w.part("met", met)
    until = w.book.sources.by_id[basis].in_force_until
    if until is not None and w.on > until:
        w.unsettled(name, _ended(until))
        return "expired" if met else "not_entitled"
    w.part("eligible", met)
    return "may_apply" if met else "not_entitled"


def granted(w: Work, verdict: str, amount: Decimal) -> Decimal:
    """The most there may be; nothing where a condition fails."""
    if verdict == "not_entitled":
        return Decimal(0)
    w.doubt(HIGHEST)
    return amount


def paid_out(w: Work, verdict: str, label: str, amount: Decimal) -> Outcome:
    """The answer in yuan."""
    return w.outcome(label, granted(w, verdict, amount), "yuan", verdict)


def _ended(until: date) -> str:
    return f"政策执行到{until}，已到期，是否延续尚未核实；这里按最后已知的条件和标准计算。"
