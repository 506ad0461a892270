"""Guaranteed loans to start a business: 财金〔2023〕75号."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2023, 10, 1), "the Measures")
    met = _person(facts) if facts.borrower == "person" else _firm(facts)
    if met is None:
        return Answer(None, "unknown")
    if not met:
        return Answer(0, "not_entitled")
    limit = {"person": 300_000, "firm": 4_000_000}[facts.borrower]
    loan = limit if facts.wanted > limit else fen(facts.wanted)
    interest = fen(loan * facts.rate_percent / 100)
    parts = {"loan": loan, "interest": interest, "subsidy_year": fen(interest / 2)}
    return Answer(loan, "may_apply", parts)


def _person(facts: Any) -> bool | None:
    grown = None if facts.age is None else facts.age > 15
    each = (grown, facts.founder_group, facts.venture_registered)
    if False in each:
        return False
    return None if None in each else True


def _firm(facts: Any) -> bool | None:
    """Whoever has hired nobody has not hired enough, of however many."""
    if facts.new_hires == 0:
        return False
    if facts.new_hires is None or facts.staff is None:
        return None
    for_each = 10 if facts.staff in range(101) else 20
    return not facts.new_hires * for_each < facts.staff
