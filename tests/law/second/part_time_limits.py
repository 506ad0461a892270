"""Non-full-time work: Labour Contract Law 68, 70, 72.2."""

from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    in_force(facts.on, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    within = facts.hours_a_day <= 4 and facts.hours_a_week <= 24
    in_time = facts.pay_cycle_days <= 15
    if not within:
        return Answer(False, "full_time", {"within_hours": False})
    lawful = in_time and not facts.has_probation
    return Answer(
        lawful, "lawful" if lawful else "unlawful", {"within_hours": True, "paid_in_time": in_time}
    )
