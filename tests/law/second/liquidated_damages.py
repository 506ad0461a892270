"""What a worker may be made to pay: Labour Contract Law 22, 23, 24, 25."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import (
    LABOUR_CONTRACT_LAW,
    Answer,
    Figures,
    fen,
    in_force,
    require,
)


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    if facts.promise == "training":
        return training(facts)
    if facts.promise == "non_compete" and facts.owes_confidence:
        return Answer(facts.agreed, "within" if facts.agreed else "none_owed")
    return Answer(Fraction(0), "none_owed")


def training(facts: Any) -> Answer:
    """22.2: the cost of what was not served, at most."""
    require(facts.months_agreed > 0, "no service period")
    require(facts.months_left <= facts.months_agreed, "more left than agreed")
    share = fen(facts.training_cost * facts.months_left / facts.months_agreed)
    owed = min(facts.agreed, share)
    verdict = "none_owed" if not owed else "within" if owed == facts.agreed else "reduced"
    return Answer(owed, verdict, {"share": share})
