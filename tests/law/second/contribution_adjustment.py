"""Final base for provisional one: what was paid less what was due, month by month."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force, require
from tests.law.second.social import ACT


def opinion(facts: Any, law: Figures) -> Answer:
    first, last = facts.first_month, facts.last_month
    require(first <= last and first.year == last.year, "not within one year")
    day = first.replace(day=1)
    in_force(day, ACT, "the Social Insurance Law")
    paid = base(facts, law, facts.provisional_base, "provisional_")
    due = base(facts, law, facts.final_base, "")
    parts: dict[str, Any] = {"provisional_base": paid, "final_base": due}
    parts["months"] = len(range(first.month, last.month + 1))
    total = Fraction(0)
    for side in ("employer", "worker"):
        parts[side] = Fraction(0)
        for name in ("pension", "unemployment"):
            rate = law.figure(f"{name}.{side}_rate", facts.place, day)
            balance = Fraction(0)
            for _ in range(parts["months"]):
                balance += fen(paid * rate) - fen(due * rate)
            parts[f"{name}_{side}"] = abs(balance)
            parts[side] += abs(balance)
        total += parts[side]
    way = "no_change" if paid == due else "overpaid" if paid > due else "top_up"
    return Answer(total, way, parts)


def base(facts: Any, law: Figures, entered: Fraction | None, kind: str) -> Fraction:
    if entered is not None:
        return fen(entered)
    require(facts.wage is not None, "neither a wage nor a base")
    day = facts.first_month.replace(day=1)
    low, high = (
        law.figure(f"contribution.{kind}{end}", facts.place, day) for end in ("floor", "cap")
    )
    return fen(sorted((low, facts.wage, high))[1])
