"""Sick pay: opinions on carrying out the Labour Law (1995 No. 309), item 59."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, days, month_end
from tests.law.second.reading import Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, date(1995, 8, 4), "the opinions of 1995")
    first, last = spell(facts, month)
    if facts.medical_last_day is not None:
        require(facts.medical_last_day >= first, "the medical period is over")
        last = min(last, facts.medical_last_day)
    due = Fraction(0)
    while first <= last:
        end = min(month_end(first), last)
        whole = month_end(first).day
        due += fen(least(facts, law, first.replace(day=1)) * days(first, end) / whole)
        first = end + DAY
    if facts.paid is None:
        return Answer(due, "due")
    short = max(due - facts.paid, Fraction(0))
    return Answer(due, "underpaid" if short else "lawful", {"short": short})


def spell(facts: Any, month: date) -> tuple[date, date]:
    """The days off sick: the whole month where none are named."""
    first, last = facts.sick_first, facts.sick_last
    require((first is None) == (last is None), "half a spell")
    if first is None:
        return month, month_end(month)
    require(first <= last and first.replace(day=1) == month, "not a spell of that month")
    return first, last


def least(facts: Any, law: Figures, month: date) -> Fraction:
    floor = fen(law.figure("minimum_wage.monthly", facts.place, month) * 4 / 5)
    return max(floor, facts.agreed or Fraction(0))
