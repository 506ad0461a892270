"""Subsidy for certificates of skill: Notice 18 of 2025."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2025, 4, 14), "Notice 18")
    open_door = facts.on_benefit or facts.insured_months > 11
    left = (3 if facts.shortage else 1) - facts.had_this_year
    if facts.had_training_subsidy or left <= 0 or not open_door:
        return Answer(0, "not_entitled")
    rank = ("five", "four", "three").index(facts.level)
    return Answer(1000 + 500 * rank, "expired" if facts.on.year > 2025 else "may_apply")
