"""Pay during a shutdown: Wage Payment Provisions 12."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, date(1995, 1, 1), "the provisions on wage payment")
    due = owed(facts, law)
    if facts.paid is None:
        return Answer(due, "due")
    short = max(due - facts.paid, Fraction(0))
    return Answer(due, "underpaid" if short else "lawful", {"short": short})


def owed(facts: Any, law: Figures) -> Fraction:
    if facts.is_first_cycle:
        return Fraction(facts.monthly_wage)
    if facts.worked:
        return law.figure("minimum_wage.monthly", facts.place, facts.month.replace(day=1))
    require(facts.living_allowance is not None, "the allowance of the place is not known")
    return Fraction(facts.living_allowance)
