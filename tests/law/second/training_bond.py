"""Leaving within a service period: Labour Contract Law 22, 25; Regulation 26."""

from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, days
from tests.law.second.reading import (
    LABOUR_CONTRACT_LAW,
    Answer,
    Figures,
    fen,
    in_force,
    require,
)


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.bond_first <= facts.bond_last, "ends before it begins")
    require(facts.bond_first <= facts.left_on, "left before it began")
    in_force(facts.left_on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    if not facts.was_special_training or facts.employer_at_fault:
        return Answer(Fraction(0), "not_due")
    left = days(facts.left_on + DAY, facts.bond_last)
    share = Fraction(left, days(facts.bond_first, facts.bond_last))
    most = fen(facts.training_cost * share)
    owed = most if facts.agreed is None else min(most, facts.agreed)
    parts = {"days_left": left, "most": most}
    return Answer(owed, "due" if owed else "not_due", parts)
