"""Payment for hiring young people: Notice 18 of 2025."""

from datetime import date
from typing import Any

from tests.law.second.reading import Answer, Figures, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, date(2025, 4, 14), "Notice 18")
    fails = (
        facts.hired == "other",
        not facts.signed,
        facts.paid_months in (0, 1, 2),
        facts.had_before,
    )
    if any(fails):
        return Answer(0, "not_entitled")
    return Answer(1500 * facts.people, "expired" if facts.on.year > 2025 else "may_apply")
