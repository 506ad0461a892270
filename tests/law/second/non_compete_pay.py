"""Pay for a non-compete: Interpretation I 36, 38, 39; Labour Contract Law 24.2."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.ended_on, date(2021, 1, 1), "Interpretation I")
    monthly = fen(each_month(facts, law))
    months = min(facts.months, Fraction(24))
    release = 3 * monthly if facts.released_early else Fraction(0)
    total = fen(monthly * months) + release
    parts: dict[str, Any] = {"monthly": monthly, "can_rescind": facts.unpaid_months >= 3}
    if release:
        parts["release"] = release
    return Answer(total, "due" if total else "not_due", parts)


def each_month(facts: Any, law: Figures) -> Fraction:
    """What was agreed; a promise to pay nothing is no agreement on pay."""
    if facts.agreed_monthly:
        return Fraction(facts.agreed_monthly)
    least = law.least(facts.place, facts.ended_on, facts.minimum)
    return Fraction(max(facts.average_wage * 3 / 10, least))
