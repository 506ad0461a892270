"""The special account, day by day: Regulation 24 to 34; thirty days by the measures of 2021."""

from datetime import date
from typing import Any

from tests.law.second.counting import DAY
from tests.law.second.reading import Answer, Figures, Refuse

MEASURES = date(2021, 7, 7)
EACH = ("has_agreement", "is_monthly", "labour_cost_paid", "paid_directly", "has_officer",
        "has_board")  # fmt: skip


def opinion(facts: Any, law: Figures) -> Answer:
    ordered(facts.signed_on, facts.opened_on, facts.filed_on, facts.on)
    ordered(facts.completed_on, facts.announced_on, facts.on)
    if facts.filed_on and not facts.opened_on:
        raise Refuse("filed, but never opened")
    if facts.on < MEASURES:
        raise Refuse("before the measures")
    missing = sum(not getattr(facts, duty) for duty in EACH)
    missing += facts.is_subcontracted and not facts.sheets_signed
    begun = facts.opened_on or facts.signed_on
    open_end = facts.filed_on is None
    late = open_end and (begun < MEASURES or after(begun, 30) < facts.on)
    missing += late
    verdict = "incomplete" if missing else "not_yet_due" if open_end else "complete"
    parts: dict[str, Any] = {}
    if facts.completed_on and facts.announced_on and facts.owes_nothing:
        parts["close_from"] = after(facts.announced_on, 31)
    else:
        parts["close_from"] = None
    if facts.opened_on is None and begun >= MEASURES:
        parts["open_by"] = after(begun, 30)
    return Answer(missing, verdict, parts)


def ordered(*days: date | None) -> None:
    told = [day for day in days if day is not None]
    if told != sorted(told):
        raise Refuse("not in order")


def after(day: date, count: int) -> date:
    for _ in range(count):
        day += DAY
    return day
