"""The verdict of a policy in a rule, with every condition in the working; after its end a policy
is never simply open."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.policies.judging import Given, Judged, judged, missing
from gongyue.law.policies.kinds import COUNT, OF_UNIT, whole_number
from gongyue.law.policies.reading import Policy, policy_named
from gongyue.law.rulebook import Outcome, Work

HIGHEST = "这是国家规定的最高数，各省可以定得更低，发多少以当地人社部门的通知为准。"
NOT_CHECKED = "的条件出自一般知识，尚未与官方文本核对。"


def decide(w: Work, name: str, given: Given) -> str:
    """The verdict: may_apply, not_entitled, or expired where only the end stands in the way.

    Part `met` says whether the conditions as last known are met; `eligible` stands only where
    the policy is known to run or where a condition fails. Raises Undetermined, verdict unknown,
    where a fact that decides is not given.
    """
    policy = policy_named(name)
    figures = figures_of(w, policy)
    found = judged(policy, given, figures)
    _record(w, policy, found)
    met = found.all_met
    if met is None:
        raise w.undetermined(policy.name, wanting(policy, given, figures), "unknown")
    w.part("met", met)
    if has_ended(policy, w.on):
        w.unsettled(policy.first_figure, ended(policy))
        return "expired" if met else "not_entitled"
    w.part("eligible", met)
    return "may_apply" if met else "not_entitled"


def given_by(facts: object, fields: Mapping[str, str]) -> Given:
    """The facts of a policy out of those of a rule: `fields` names the field of each."""
    return lambda name: getattr(facts, fields.get(name, name))


def figures_of(w: Work, policy: Policy) -> dict[str, int]:
    """As CEL takes them, not yet recorded: only those read count. Raises NotCovered, NotInForce."""
    return {name: _figure(w, table) for name, table in policy.figures.items()}


def _figure(w: Work, table: str) -> int:
    reading = w.book.read_cached(table, w.place, w.on)
    if not isinstance(reading.value, Decimal):
        raise TypeError(f"{table} is not a number")
    return whole_number(reading.value, OF_UNIT.get(reading.parameter.unit, COUNT))


def _record(w: Work, policy: Policy, found: Judged) -> None:
    """The figures that mattered, then the conditions in their order."""
    for name in found.figures:
        w.use(policy.figures[name])
    for condition, met in zip(policy.conditions, found.met, strict=True):
        if met is not None:
            w.step(condition.words, met, condition.basis)
    if any(condition.mark == "G" for condition in policy.conditions):
        w.doubt(f"“{policy.name}”{NOT_CHECKED}")


def has_ended(policy: Policy, on: date) -> bool:
    return policy.until is not None and on > policy.until


def ended(policy: Policy) -> str:
    """The words after the end."""
    until = policy.until
    return f"政策执行到{until}，已到期，是否延续尚未核实；这里按最后已知的条件和标准计算。"


def wanting(policy: Policy, given: Given, figures: Mapping[str, Any]) -> str:
    """Which fact is missing; where several are, the one to ask first."""
    facts = missing(policy, given, figures)
    rest = "" if len(facts) == 1 else f"，另外还有{len(facts) - 1}项"
    return f"缺少“{facts[0].label}”{rest}，不能判断是否符合“{policy.name}”的条件。"


def granted(w: Work, verdict: str, amount: Decimal) -> Decimal:
    """The most there may be; nothing where a condition fails."""
    if verdict == "not_entitled":
        return Decimal(0)
    w.doubt(HIGHEST)
    return amount


def paid_out(w: Work, verdict: str, label: str, amount: Decimal) -> Outcome:
    """The answer in yuan."""
    return w.outcome(label, granted(w, verdict, amount), "yuan", verdict)
