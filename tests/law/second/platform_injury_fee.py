"""The fee an order for occupational injury protection: notices of 2021 and 2025."""

from datetime import date
from fractions import Fraction
from typing import Any

from tests.law.second.reading import Answer, Figures, fen, in_force

NAMES = {"travel": "travel", "freight": "freight"}


def opinion(facts: Any, law: Figures) -> Answer:
    month = date(facts.month.year, facts.month.month, 1)
    in_force(month, date(2022, 7, 1), "the pilot")
    runs = law.text("platform_injury.pilot", facts.place, month) == "running"
    if not runs or not facts.has_joined:
        return Answer(Fraction(0), "not_applicable", {"worker_pays": 0})
    merged = month >= date(2025, 7, 1)
    name = NAMES.get(facts.trade, "delivery")
    if facts.trade == "takeaway" and not merged:
        name = "takeaway"
    if name == "delivery" and merged and facts.level == "raised":
        name = "delivery_raised"
    rate = law.figure(f"platform_injury.fee_{name}", facts.place, month)
    fee = fen(rate * facts.orders)
    return Answer(fee, "due", {"fee": fee, "worker_pays": 0})
