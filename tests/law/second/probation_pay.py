"""Pay during probation: Labour Contract Law 20; Regulation 15."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    share = fen(facts.contract_wage * 4 / 5)
    least = law.maybe("minimum_wage.monthly", facts.place, facts.on)
    required = max(share, least or Fraction(0))
    lacking = max(required - facts.probation_wage, Fraction(0))
    return Answer(
        lacking, "underpaid" if lacking else "lawful", {"share": share, "required": required}
    )
