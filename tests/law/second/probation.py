"""Too long a probation: Labour Contract Law 19, 70, 83."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.counting import DAY, last_day, whole_months
from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, fen, in_force, require


def opinion(facts: Any, law: Figures) -> Answer:
    check(facts)
    in_force(facts.contract_first, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    months = longest(facts)
    lawful_last = last_day(facts.probation_first, months)
    if facts.kind == "fixed" and facts.contract_last is not None:  # 19.4: inside the term
        lawful_last = min(lawful_last, facts.contract_last)
    parts: dict[str, Any] = {"max_probation_months": months, "legal": True}
    if facts.probation_last <= lawful_last:
        return Answer(Fraction(0), "legal", parts)
    parts |= {"legal": False, "first_illegal_day": lawful_last + DAY}
    last = min(facts.probation_last, facts.on)
    if facts.monthly_wage is None and last > lawful_last:
        return Answer(None, "too_long", parts)
    return Answer(damages(facts, law, lawful_last + DAY, last), "too_long", parts)


def check(facts: Any) -> None:
    last = facts.contract_last
    require(last is None or facts.contract_first <= last, "ends before it begins")
    require(facts.probation_first <= facts.probation_last, "ends before it begins")
    require(facts.contract_first <= facts.probation_first, "probation before the contract")
    if facts.kind == "fixed":
        require(last is not None or facts.part_time, "a fixed term needs its end")
        require(last is None or facts.probation_first <= last, "probation after the contract")


def longest(facts: Any) -> int:
    if facts.part_time or facts.kind == "task":
        return 0
    if facts.kind == "open":
        return 6
    term = whole_months(facts.contract_first, facts.contract_last)
    return 0 if term < 3 else 1 if term < 12 else 2 if term < 36 else 6


def damages(facts: Any, law: Figures, first: date, last: date) -> Fraction:
    """83: the wage after probation for the time served beyond; a broken month by working days."""
    if last < first:
        return Fraction(0)
    months = whole_months(first, last)
    day = first if months == 0 else last_day(first, months) + DAY
    worked = 0
    while day <= last:
        worked, day = worked + law.works(day), day + DAY
    return fen(facts.monthly_wage * (months + min(worked / Fraction("21.75"), Fraction(1))))
