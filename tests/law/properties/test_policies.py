"""Subsidies: what holds for all facts."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome

CITY = "430102"
RUNNING = st.dates(date(2025, 7, 1), date(2025, 12, 31))
ENDED = st.dates(date(2026, 1, 1), date(2030, 12, 31))
PAID = st.decimals(0, 1_000_000, places=2)
PERCENT = st.decimals(0, 100, places=2)
PEOPLE = st.integers(1, 2000)
GOOD: dict[str, dict[str, Any]] = {
    "job_stability_refund": {
        "size": "sme", "headcount": 10, "layoff_percent": 0, "months": 12, "paid": 1000},
    "skills_subsidy": {"insured_months": 12, "level": "three"},
    "hiring_subsidy": {"hired": "graduating", "signed": True, "paid_months": 3},
    "insurance_subsidy": {
        "size": "sme", "key_sector": True, "target_group": True, "contract_months": 12,
        "own_contribution": 800},
}  # fmt: skip


def ask(rule: str, **facts: Any) -> Outcome:
    return evaluate(rule, {"place": CITY, **GOOD[rule], **facts})


@pytest.mark.parametrize("rule", GOOD)
@given(RUNNING, ENDED)
def test_after_its_end_a_policy_is_never_simply_open(rule: str, before: date, after: date) -> None:
    running, ended = ask(rule, on=before), ask(rule, on=after)
    assert (running.verdict, running.stale) == ("may_apply", ())
    assert ended.verdict == "expired"
    assert ended.stale
    assert "eligible" not in ended.parts
    assert any("已到期" in doubt for doubt in ended.doubts)
    assert ended.value == running.value


@given(RUNNING, PAID, PERCENT, PEOPLE)
def test_a_refund_is_never_more_than_what_was_paid(
    on: date, paid: Decimal, percent: Decimal, people: int
) -> None:
    facts = {"on": on, "paid": paid, "layoff_percent": percent, "headcount": people}
    plain = ask("job_stability_refund", **facts)
    raised = ask("job_stability_refund", reserve_enough=True, **facts)
    assert 0 <= plain.amount <= raised.amount <= paid


@given(RUNNING, PERCENT, PERCENT, PEOPLE)
def test_more_layoffs_never_bring_more(on: date, one: Decimal, other: Decimal, people: int) -> None:
    few, many = sorted((one, other))
    facts = {"on": on, "headcount": people}
    kept = ask("job_stability_refund", layoff_percent=few, **facts)
    lost = ask("job_stability_refund", layoff_percent=many, **facts)
    assert kept.amount >= lost.amount
