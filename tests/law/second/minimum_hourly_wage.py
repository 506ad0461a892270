"""The hourly minimum of part-time work: Labour Contract Law 72."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import LABOUR_CONTRACT_LAW, Answer, Figures, in_force


def opinion(facts: Any, law: Figures) -> Answer:
    month = facts.month.replace(day=1)
    in_force(month, LABOUR_CONTRACT_LAW, "the Labour Contract Law")
    least = law.figure("minimum_wage.hourly", facts.place, month)
    lacking = max(least - facts.hourly_wage, Fraction(0))
    in_time = facts.pay_cycle_days is None or facts.pay_cycle_days <= 15
    verdict = "below" if lacking else "lawful" if in_time else "cycle_too_long"
    parts: dict[str, Any] = {"minimum": least}
    if facts.pay_cycle_days is not None:
        parts["cycle_lawful"] = in_time
    return Answer(lacking, verdict, parts)
