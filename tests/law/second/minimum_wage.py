"""The minimum wage: Labour Law 48; Provisions on Minimum Wages 12."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    least = law.figure("minimum_wage.monthly", facts.place, month)
    require(facts.days_due != 0, "no month without days")
    counted = facts.gross - facts.overtime_pay - facts.excluded_allowances
    require(counted >= 0, "the parts exceed the whole")
    if law.text("minimum_wage.basis", facts.place, month) == "excludes_own_insurance":
        counted -= facts.own_insurance
    if not facts.full_month:
        least = share(facts, least)
    return Answer(
        max(least - counted, Fraction(0)),
        "below" if counted < least else "lawful",
        {"minimum": least, "comparable": counted},
    )


def share(facts: Any, least: Fraction) -> Fraction:
    """Article 12 speaks of normal work: for a part of the month its part of the sum."""
    require(facts.days_worked is not None and facts.days_due is not None, "days are missing")
    return fen(least * min(facts.days_worked / facts.days_due, Fraction(1)))
