"""Still unpaid after an order: Labour Contract Law 85."""

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
    require(not facts.was_ordered or facts.pay_by is not None, "the day of the order is missing")
    if not facts.amount:
        return Answer(Fraction(0), "not_due")
    if not facts.was_ordered or facts.on <= facts.pay_by:
        return Answer(Fraction(0), "not_yet_due")
    least, most = fen(facts.amount / 2), fen(facts.amount)
    return Answer(least, "due", {"least": least, "most": most})
