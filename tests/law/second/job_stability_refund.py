"""Refund for stable jobs: Notice 18 of 2025, with the raised shares of Notice 25."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force

LAST = date(2025, 12, 31)
TENTHS = {(True, False): 3, (False, False): 6, (True, True): 5, (False, True): 9}


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2025, 4, 14), "Notice 18")
    per_thousand = 200 if facts.headcount < 31 else 55
    if facts.months < 12 or facts.layoff_percent * 10 > per_thousand:
        return Answer(0, "not_entitled")
    if facts.reserve_enough:
        in_force(facts.on, date(2025, 7, 1), "Notice 25")
    tenths = TENTHS[facts.size == "large", facts.reserve_enough]
    verdict = "may_apply" if facts.on <= LAST else "expired"
    return Answer(fen(facts.paid * tenths / 10), verdict, {"share": Fraction(tenths, 10)})
