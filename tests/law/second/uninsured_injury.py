"""Injury without insurance: Regulation 62.2 and 62.3."""

from fractions import Fraction
from typing import Any

from tests.law.second.injury_benefits import (
    GRADES,
    REGULATION,
    average_of,
    leaving,
    leaving_is_possible,
    monthly,
    wage_of,
)
from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.injured_on, REGULATION, "the Regulation")
    leaving_is_possible(facts)
    if facts.insured_since is not None and facts.insured_since <= facts.injured_on:
        return Answer(Fraction(0), "fund_pays", {"total": None})
    if facts.grade == 0:
        owed = fen(6 * average_of(facts, law, facts.injured_on))
        owed += 20 * law.figure("injury.urban_income", facts.place, facts.injured_on)
        parts = {}
    else:
        wage = wage_of(facts, law, facts.injured_on)
        owed = fen(wage * GRADES[facts.grade][0]) + sum(leaving(facts, law, wage))
        parts = {"monthly_allowance": monthly(facts, law, wage)["monthly_allowance"]}
    total = owed + fen(facts.medical_costs)
    return Answer(total, "employer_pays", parts | {"total": total})
