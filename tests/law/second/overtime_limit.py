"""How much overtime there may be: Labour Law 41, three hours a day, thirty-six a month at most."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_LAW, Answer, Figures, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, LABOUR_LAW, "the Labour Law")
    require(facts.hours_system != "flexible", "flexible hours have no such limit")
    day = facts.longest_day_hours
    require(day is None or day <= 24, "more in a day than it has")
    excess = max(facts.hours - 36, Fraction(0))
    averaged = facts.hours_system == "averaged"  # over the cycle, not day by day
    day_excess = Fraction(0) if averaged else max((day or Fraction(0)) - 3, Fraction(0))
    within = not excess and not day_excess
    return Answer(within, "within" if within else "over", {"excess_hours": excess})
