"""Monthly contributions: Social Insurance Law 12, 23, 35, 44; rates and limits of the place."""

from fractions import Fraction
from typing import Any

from tests.law.second.contribution_base import opinion as base_opinion
from tests.law.second.injury_premium import of_payroll, steps_of
from tests.law.second.reading import Answer, Figures, fen, require


def opinion(facts: Any, law: Figures) -> Answer:
    month, base = facts.month.replace(day=1), base_opinion(facts, law).amount
    parts: dict[str, Any] = {"base": base}
    for insurance in ("pension", "unemployment"):
        for side in ("employer", "worker"):
            rate = law.figure(f"{insurance}.{side}_rate", facts.place, month)
            parts[f"{insurance}_{side}"] = fen(base * rate)
    parts |= medical(facts, law)
    require(steps_of(facts.injury_class, facts.float_step), "the class has no such step")
    if facts.injury_class:
        parts["injury_employer"] = of_payroll(facts, law, base)
    for side in ("employer", "worker"):
        shares = [value for name, value in parts.items() if name.endswith(f"_{side}")]
        parts[side] = sum(shares, Fraction(0))
    return Answer(parts["employer"], None, parts)


def medical(facts: Any, law: Figures) -> dict[str, Fraction]:
    """Only where the limits of its own base are known."""
    month = facts.month.replace(day=1)
    floor = law.maybe("medical.floor", facts.place, month)
    cap = law.maybe("medical.cap", facts.place, month)
    if floor is None or cap is None:
        return {}
    base = fen(min(max(facts.wage, floor), cap))
    sides = ("employer", "worker")
    rates = [law.figure(f"medical.{side}_rate", facts.place, month) for side in sides]
    return {f"medical_{side}": fen(base * rate) for side, rate in zip(sides, rates, strict=True)}
