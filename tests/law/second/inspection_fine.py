"""Fines of labour inspection: Regulation 23 (each worker), 25 (each worker), 30 (the employer)."""

from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, Refuse

OF_ALL = {"obstructs", "conceals", "refuses_to_correct"}
OF_EACH = {"pregnant_hours": (1000, 5000), "nursing_hours": (1000, 5000),
           "maternity_leave": (1000, 5000),
           "minor_health_check": (1000, 5000), "too_much_overtime": (100, 500)}  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    if facts.on.isoformat() < "2004-12-01":
        raise Refuse("the Regulation was not in force")
    if facts.conduct == "retaliates":
        return Answer(Fraction(0), "order_only")
    if facts.conduct in OF_ALL:
        return _range(2000, 20_000, "fined")
    low, high = (each * facts.people for each in OF_EACH[facts.conduct])
    return _range(low, high, "may_be_fined" if facts.conduct == "too_much_overtime" else "fined")


def _range(low: int, high: int, verdict: str) -> Answer:
    parts = {"least": Fraction(low), "most": Fraction(high)}
    return Answer(Fraction(low), verdict, parts)
