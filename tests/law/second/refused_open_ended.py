"""An open-ended contract refused: Labour Contract Law 14.2, 82.2."""

from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, months_by_workdays
from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.due_on <= facts.on, "asked before it was due")
    in_force(facts.due_on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    last = min(facts.on, facts.signed_on - DAY) if facts.signed_on else facts.on
    if not facts.asked_for_it or last < facts.due_on:
        return Answer(Fraction(0), "not_due")
    months = months_by_workdays(facts.due_on, facts.due_on, last, law.works)
    return Answer(fen(facts.monthly_wage * months), "due", {"last_day": last})
