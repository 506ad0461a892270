"""Disputes and inspection: limitation, steps, final awards, small claims, the yearly grade."""

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


@shape("监察与欠薪", "ended", "reports")
def reported(ended: str, reports: list[str]) -> Answer:
    answers = [ask("inspection_limits", ended_on=ended, reported_on=day) for day in reports]
    return {"accept": [outcome.value for outcome in answers]}


@shape("监察与欠薪")
def time_to_investigate_and_keep() -> Answer:
    """A case without facts asks for the figures themselves."""
    facts = {"ended_on": FIRST, "reported_on": FIRST, "filed_on": FIRST}
    plain = ask("inspection_limits", **facts).parts
    longer = ask("inspection_limits", is_complex=True, **facts).parts
    kept = {record: ask("payroll_records", record=record, from_on=FIRST).parts["years"]
            for record in ("general", "migrant")}  # fmt: skip
    fine = ask("inspection_fine", on=FIRST, conduct="obstructs").parts
    least_most = [fine["least"], fine["most"]]
    site = ask("construction_fine", on=FIRST, breach="no_account", state="overdue").parts
    return {"working_days": plain["workdays"], "extension": longer["extension"],
            "fine": least_most, "stop_work": site["stop_work"], **kept}  # fmt: skip


@shape("监察与欠薪", "contract")
def deposit(contract: Any) -> Answer:
    parts = _deposit(contract, arrears=False)
    return {"range": [parts["least"], parts["most"]]}


@shape("监察与欠薪", "contract", "arrears_last_year")
def deposit_or_none(contract: Any, arrears_last_year: bool) -> Answer:
    parts = _deposit(contract, arrears=arrears_last_year)
    return {"exempt_possible": parts["exempt_possible"]}


def _deposit(contract: Any, *, arrears: bool) -> Answer:
    facts = {"on": FIRST, "contract_sum": contract, "history": "none"}
    return dict(ask("wage_deposit", arrears_last_year=arrears, **facts).parts)


@shape("监察与欠薪", "counts")
def grades(counts: list[Any]) -> Answer:
    return {"grade": [ask("credit_grade", year=2024, times=int(n)).value for n in counts]}


@shape("监察与欠薪", "child_labour")
def grade_with_child_labour(child_labour: bool) -> Answer:
    facts = {"times": 1, "used_child_labour": child_labour}
    return {"grade": ask("credit_grade", year=2024, **facts).value}


@shape("监察与欠薪", "amount")
def unpaid_after_an_order(amount: Any) -> Answer:
    facts = {"owed": "wages", "was_ordered": True, "pay_by": FIRST, "amount": amount}
    parts = ask("late_payment_damages", on=FIRST + ONE_DAY, **facts).parts
    return {"extra": [whole(parts[key]) for key in ("least", "most")]}


def whole(value: Any) -> Any:
    """As the cases write it: 25000, not 25000.00; broken sums as they are."""
    return int(value) if value == int(value) else value
