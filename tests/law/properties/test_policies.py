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
    "contribution_deferral": {
        "in_difficulty": True, "pension": 900, "unemployment": 80, "injury": 7},
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


CREDIT: dict[str, Any] = {
    "place": CITY, "on": date(2025, 12, 31), "group": "poverty_relief", "contract_months": 12,
    "insured": True, "people": 1, "worked_months": 12, "tax": 1_000_000,
}  # fmt: skip
LOAN: dict[str, Any] = {"place": CITY, "on": date(2025, 12, 1), "wanted": 100_000,
                        "rate_percent": 4, "borrower": "firm"}  # fmt: skip


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 36), st.decimals(0, 10**6, places=2))
def test_a_credit_is_never_more_than_the_taxes_nor_than_three_years_of_it(
    people: int, worked: int, used: int, tax: Decimal
) -> None:
    facts = {**CREDIT, "people": people, "worked_months": worked, "months_used": used, "tax": tax}
    found = evaluate("hiring_tax_credit", facts)
    assert 0 <= found.amount <= tax
    assert found.amount <= people * 500 * min(worked, 36 - used)
    more = evaluate("hiring_tax_credit", {**facts, "tax": tax + 1})
    assert found.amount <= more.amount <= found.amount + 1


@given(st.integers(1, 3000), st.integers(0, 300))
def test_whoever_hired_more_may_borrow_and_whoever_is_larger_may_not_sooner(
    staff: int, hired: int
) -> None:
    def may(people: int, new: int) -> bool:
        facts = {**LOAN, "staff": people, "new_hires": new}
        return evaluate("startup_loan", facts).verdict == "may_apply"

    assert not may(staff, hired) or may(staff, hired + 1)
    assert may(staff, hired) or staff == 100 or not may(staff + 1, hired)
    assert may(staff, hired) == (hired * (20 if staff > 100 else 10) >= staff)


@given(st.decimals(0, 10_000_000, places=2), st.decimals(0, 24, places=2))
def test_a_loan_stays_within_its_limit_and_half_the_interest_is_shared(
    wanted: Decimal, rate: Decimal
) -> None:
    facts = {**LOAN, "wanted": wanted, "rate_percent": rate, "staff": 10, "new_hires": 1}
    found = evaluate("startup_loan", facts)
    assert found.amount == min(wanted, Decimal(4_000_000))
    half = Decimal(str(found.parts["interest"])) / 2
    assert abs(Decimal(str(found.parts["subsidy_year"])) - half) <= Decimal("0.005")


@given(st.sampled_from(["hard_to_employ", "graduate"]), st.none() | st.integers(0, 59))
def test_what_an_employer_gets_back_is_the_monthly_sum_times_the_months(
    group: str, left: int | None
) -> None:
    facts = {"place": CITY, "on": date(2025, 12, 1), "group": group, "contract_months": 12,
             "insured": True, "pension": 800, "medical": 400, "unemployment": 35,
             "small_micro": True, "months_to_retirement": left}  # fmt: skip
    parts = evaluate("employer_insurance_subsidy", facts).parts
    assert parts["total"] == 1235 * int(str(parts["months"]))
    assert parts["months"] == (12 if group == "graduate" else 36 if left is None else left)
