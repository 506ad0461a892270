"""The employer's part of three insurances paid later: Notice 25 of 2025."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2025, 7, 1), "Notice 25")
    if not facts.in_difficulty:
        return Answer(0, "not_entitled")
    waits = fen(sum((facts.pension, facts.unemployment, facts.injury)))
    return Answer(waits, "expired" if facts.on.year > 2025 else "may_apply", {"late_fee": 0})
