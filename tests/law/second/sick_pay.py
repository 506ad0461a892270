"""Sick pay: opinions on carrying out the Labour Law (1995 No. 309), item 59."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen_up, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, date(1995, 8, 4), "the opinions of 1995")
    floor = fen_up(law.figure("minimum_wage.monthly", facts.place, month) * 4 / 5)
    due = max(floor, facts.agreed or Fraction(0))
    if facts.paid is None:
        return Answer(due, "due", {"floor": floor})
    short = max(due - facts.paid, Fraction(0))
    return Answer(due, "underpaid" if short else "lawful", {"floor": floor, "short": short})
