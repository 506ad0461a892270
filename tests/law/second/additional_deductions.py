"""Special additional deductions: the measures of 2018, three sums as raised from 2023."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force, require
from tests.law.second.slices import TAX_LAW

RAISED = date(2023, 1, 1)
RENT = {"none": 0, "capital": 1500, "large": 1100, "other": 800}
MORTGAGE = {"none": 0, "full": 1000, "half": 500}


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.mortgage == "none" or facts.rent == "none", "rent or interest, not both")
    first = facts.month.replace(day=1)
    in_force(first, TAX_LAW, "the law of 2018")
    if facts.infants or facts.pupils or facts.elderly != "none":
        in_force(first, RAISED, "what was raised in 2023")
    each = 2000 if facts.child_share == "full" else 1000
    sums = [each * facts.infants, each * facts.pupils, elderly(facts), RENT[facts.rent]]
    sums.append(400 if facts.studying == "degree" and facts.studied_months < 48 else 0)
    sums.append(MORTGAGE[facts.mortgage] if facts.mortgage_months < 240 else 0)
    month = sum((Fraction(amount) for amount in sums), Fraction(0))
    once = Fraction(3600 if facts.studying == "certificate" else 0)
    once += min(max(facts.illness - 15_000, Fraction(0)), Fraction(80_000))
    return Answer(month, None, {"once": once, "year": 12 * month + once})


def elderly(facts: Any) -> Fraction:
    if facts.elderly == "only_child":
        return Fraction(3000)
    return min(facts.elderly_share, Fraction(1500)) if facts.elderly == "shared" else Fraction(0)
