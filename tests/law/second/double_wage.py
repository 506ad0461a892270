"""The second wage: Labour Contract Law 82.1, 97.2; Regulation 6, 7; Interpretation II 6 to 8."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, days, last_day, months_by_workdays
from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, fen, in_force, require

INTERPRETATION_2 = date(2025, 9, 1)


def opinion(facts: Any, law: Figures) -> Answer:
    require(facts.started_on <= facts.on, "asked before work began")
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    hired = max(facts.started_on, LABOUR_CONTRACT_LAW)
    first, last = last_day(hired, 1) + DAY, last_day_owed(facts, hired)
    if first > last or excepted(facts):
        return Answer(Fraction(0), "not_due", {"first_day": first})
    months = months_by_workdays(hired, first, last, law.works)
    return Answer(
        fen(facts.monthly_wage * months),
        "due",
        {"first_day": first, "last_day": last, "calendar_days": days(first, last)},
    )


def last_day_owed(facts: Any, hired: date) -> date:
    """Regulation 6 and 7: the day before signing, at most the day before the first anniversary."""
    last = min(facts.on, last_day(hired, 12))
    return min(last, facts.signed_on - DAY) if facts.signed_on else last


def excepted(facts: Any) -> bool:
    """Force majeure and the worker's doing since the interpretation; extensions by law always."""
    if facts.because in ("force_majeure", "worker"):
        return bool(facts.on >= INTERPRETATION_2)
    return bool(facts.because == "extension")
