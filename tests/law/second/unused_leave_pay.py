"""Pay for leave not taken: Regulation 5.3; Measures 10, 11."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import REGULATION, Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, REGULATION, "the measures on annual leave")  # both of 2008-09-18
    daily = facts.average_wage / Fraction("21.75")
    return Answer(fen(daily * 2 * facts.days))  # 300 %, the ordinary wage inside
