"""A quarter of one's own contributions for a year: Notice 25 of 2025."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2025, 7, 1), "Notice 25")
    meant = facts.size != "large" and facts.key_sector and facts.target_group
    if not meant or facts.contract_months < 12:
        return Answer(0, "not_entitled")
    month = fen(facts.own_contribution / 4)
    verdict = "expired" if facts.on.year > 2025 else "may_apply"
    return Answer(month, verdict, {"monthly": month, "total": sum([month] * 12)})
