"""Damages for unlawful dismissal: Labour Contract Law 47, 48, 87; Regulation 10, 25."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, fen, in_force
from tests.law.second.severance import first_day, monthly, years_of


def opinion(facts: Any, law: Figures) -> Answer:
    begun = first_day(facts)
    in_force(facts.ended_on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    years = years_of(begun, facts.ended_on)  # Regulation 25: from the first day, before 2008 too
    base = monthly(facts, law)
    if base is None:
        return Answer(None, None, {"service_years": years})
    wage, capped = base
    paid = min(years, Fraction(12)) if capped else years
    return Answer(
        fen(2 * wage * paid),
        None,
        {"service_years": years, "capped": capped, "monthly_base": wage, "paid_years": paid},
    )
