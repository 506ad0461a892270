"""The minimum wage: Labour Law 48; Provisions on Minimum Wages 12."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    require(facts.days_due != 0, "no month without days")
    counted, least = wage(facts), law.least(facts.place, month, facts.minimum)
    if law.text("minimum_wage.basis", facts.place, month) == "excludes_own_insurance":
        counted -= facts.own_insurance
    if not facts.full_month:
        least = share(facts, least)
    return Answer(
        max(least - counted, Fraction(0)),
        "below" if counted < least else "lawful",
        {"minimum": least, "comparable": counted},
    )


def wage(facts: Any) -> Fraction:
    """What counts: of one gross sum what is left without the rest, or item by item."""
    require((facts.gross is None) != (facts.basic is None), "one sum, or the items")
    if facts.gross is None:
        return Fraction(facts.basic + facts.bonus + facts.allowances)
    counted = facts.gross - facts.overtime_pay - facts.excluded_allowances - facts.welfare
    require(counted >= 0, "the parts exceed the whole")
    return Fraction(counted)


def share(facts: Any, least: Fraction) -> Fraction:
    """Article 12 speaks of normal work: for a part of the month its part of the sum."""
    require(facts.days_worked is not None and facts.days_due is not None, "days are missing")
    return fen(least * min(facts.days_worked / facts.days_due, Fraction(1)))
