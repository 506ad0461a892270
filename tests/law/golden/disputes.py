"""Disputes: limitation, steps, final awards, small claims."""

from datetime import date
from typing import Any

from gongyue.kernel.dates import ONE_DAY
from tests.law.golden.pay import NO_TABLE
from tests.law.golden.shapes import CHANGSHA, FIRST, Answer, ask, shape

LATEST = date(2026, 2, 1)


def barred(**facts: Any) -> Answer:
    outcome = ask("arbitration_time_bar", on=facts.pop("on", LATEST), **facts)
    last = outcome.parts.get("last_day")
    return {"time_barred": not outcome.value, "last_day": last}


@shape("争议/时限", "end")
def ended(end: str) -> Answer:
    return barred(matter="other", knew_on=end, on=end)


@shape("争议/时限", "interrupt")
def interrupted(interrupt: str) -> Answer:
    """When it began is not told: the day before, so that the interruption is in time."""
    began = date.fromisoformat(interrupt) - ONE_DAY
    return barred(matter="other", knew_on=began, interrupted_on=interrupt)


@shape("争议/时限", "arrears", "employed")
def arrears_in_service(arrears: Any, employed: bool) -> Answer:
    """Who has left since the year of the arrears left at its end, as far as is told."""
    left = None if employed else f"{str(arrears)[:4]}-12-31"
    return barred(matter="unpaid_wages", ended_on=left)


@shape("争议/时限", "received")
def received(received: str) -> Answer:
    parts = ask("dispute_terms", stage="sue", event_on=received).parts
    return {
        "from": parts["first"],
        "day15": parts["last_counted"],
        "deadline": parts["deadline"],
        "court": parts["court"],
    }


ITEMS = ("wages", "severance", "overtime", "damages", "injury_medical")


def final(min_wage: Any, items: list[Any]) -> Answer:
    """Items beyond the fields are the smallest: the largest decides."""
    sums = dict(zip(ITEMS, sorted(items, reverse=True), strict=False))
    facts = {"on": FIRST, "has_other_items": False, "minimum": min_wage, **sums}
    parts = ask("final_award", place=NO_TABLE, **facts).parts
    return {"threshold": parts["threshold"], "final": parts["final"], "rule": "逐项比较"}


@shape("争议/终局裁决", "amount", "min_wage")
def final_of_one(amount: Any, min_wage: Any) -> Answer:
    return final(min_wage, [amount])


@shape("争议/终局裁决", "items", "min_wage")
def final_of_items(items: list[Any], min_wage: Any) -> Answer:
    return final(min_wage, items)


SMALL = {"applicable": "适用", "by_agreement": "可约定适用", "not_applicable": "不适用"}


@shape("争议/小额诉讼", "amount", "annual_avg")
def small(amount: Any, annual_avg: Any) -> Answer:
    facts = {"on": FIRST, "excluded": "none", "amount": amount, "annual_average": annual_avg}
    return {"small_claims": SMALL[str(ask("small_claims", place=CHANGSHA, **facts).verdict)]}
