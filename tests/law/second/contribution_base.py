"""The contribution base: Social Insurance Law 12; floor and cap of the province."""

from typing import Any

from tests.law.second.reading import Answer, Figures, fen


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    floor = law.figure("contribution.floor", facts.place, month)
    cap = law.figure("contribution.cap", facts.place, month)
    base = fen(min(max(facts.wage, floor), cap))
    return Answer(base, None, {"floor": floor, "cap": cap, "base": base})
