"""Deductions for damage: Wage Payment Provisions 15, 16; Labour Law 50."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, date(1995, 1, 1), "the provisions on wage payment")
    most = Fraction(0)
    if facts.was_agreed and facts.was_own_fault:
        least = law.least(facts.place, month, facts.minimum)
        most = max(min(fen(facts.wage / 5), facts.wage - least), Fraction(0))
    if facts.deducted is None:
        return Answer(most, "within" if most else "none", {"max_deduct": most})
    excess = max(facts.deducted - most, Fraction(0))
    return Answer(most, "over" if excess else "within", {"max_deduct": most, "excess": excess})
