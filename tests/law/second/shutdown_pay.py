"""Pay during a shutdown: Wage Payment Provisions 12."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, last_day, month_end
from tests.law.second.reading import Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, date(1995, 1, 1), "the provisions on wage payment")
    if facts.stopped_on is not None:
        due = by_days(facts, law, month)
    else:
        require(facts.is_first_cycle is not None, "neither the day nor the cycle is known")
        due = Fraction(facts.monthly_wage) if facts.is_first_cycle else later(facts, law, month)
    if facts.paid is None:
        return Answer(due, "due")
    short = max(due - facts.paid, Fraction(0))
    return Answer(due, "underpaid" if short else "lawful", {"short": short})


def by_days(facts: Any, law: Figures, month: date) -> Fraction:
    """Each day of standstill in the month belongs to the first cycle or comes after it."""
    stopped, resumed = facts.stopped_on, facts.resumed_on
    require(resumed is None or resumed >= stopped, "work began again before it stopped")
    whole = [month + DAY * number for number in range(month_end(month).day)]
    still = [day for day in whole if stopped <= day and (resumed is None or day < resumed)]
    require(bool(still), "no day of standstill in the month")
    early = [day for day in still if day <= last_day(stopped, 1)]
    due = fen(facts.monthly_wage * len(early) / len(whole))
    if rest := len(still) - len(early):
        due += fen(later(facts, law, month) * rest / len(whole))
    return due


def later(facts: Any, law: Figures, month: date) -> Fraction:
    if facts.worked:
        return law.least(facts.place, month, facts.minimum)
    if facts.living_allowance is not None:
        return Fraction(facts.living_allowance)
    share = law.maybe("shutdown.living_share", facts.place, month)
    require(share is not None, "the allowance of the place is not known")
    return fen(law.least(facts.place, month, facts.minimum) * (share or Fraction(0)))
