"""There and back again to the fen; more pay never leaves less; twelve months make the year."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.employment_cost import EmploymentCostFacts, year_at
from gongyue.law.employment_cost.year import EACH, GROUPS, alike_months
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome, Refusal
from tests.depth import examples

GROSS = st.decimals(2200, 120_000, places=2)
BASE = {"place": "430102", "year": 2025}
FEN = Decimal("0.01")


def told(known: str, amount: Decimal, **more: Any) -> Outcome:
    return evaluate("employment_cost", {**BASE, "known": known, "amount": amount, **more})


def part(outcome: Outcome, key: str) -> Decimal:
    value = outcome.parts[key]
    assert isinstance(value, Decimal)
    return value


@settings(deadline=None, max_examples=examples(12))
@given(GROSS, st.sampled_from([None, 5, 8, 12]))
def test_from_net_back_to_gross_to_the_fen(gross: Decimal, percent: int | None) -> None:
    there = told("gross", gross, fund_percent=percent)
    back = told("net", part(there, "net_month"), fund_percent=percent)
    found = part(back, "gross_month")
    assert part(back, "net_year") >= 12 * part(there, "net_month")
    assert abs(found - gross) <= Decimal("0.40")
    less = told("gross", found - FEN, fund_percent=percent)
    assert part(less, "net_year") < 12 * part(there, "net_month")


@settings(deadline=None, max_examples=examples(8))
@given(GROSS)
def test_a_budget_is_never_exceeded_and_a_fen_more_would(gross: Decimal) -> None:
    there = told("gross", gross)
    budget = part(there, "cost_month")
    found = part(told("budget", budget), "gross_month")
    assert part(told("gross", found), "cost_year") <= 12 * budget
    assert part(told("gross", found + FEN), "cost_year") > 12 * budget


@settings(deadline=None, max_examples=examples(25))
@given(GROSS, st.decimals(1, 500, places=0))
def test_more_pay_never_leaves_less_and_never_costs_less(gross: Decimal, more: Decimal) -> None:
    here, there = told("gross", gross, fund_percent=8), told("gross", gross + more, fund_percent=8)
    assert part(there, "net_year") > part(here, "net_year")
    assert there.amount > here.amount


@settings(deadline=None, max_examples=examples(25))
@given(GROSS)
def test_what_the_firm_pays_is_what_the_worker_keeps_and_what_is_paid_in(gross: Decimal) -> None:
    outcome = told("gross", gross, fund_percent=8)
    paid_in = ("employer_insurance", "employer_fund", "worker_insurance", "worker_fund", "tax")
    assert outcome.amount == part(outcome, "net_year") + sum(part(outcome, k) for k in paid_in)
    assert outcome.composed is not None and outcome.composed.table is not None
    *months, year = outcome.composed.table.rows
    for column in range(1, len(year)):
        assert sum(row[column] for row in months) == year[column]  # type: ignore[misc]


@settings(deadline=None, max_examples=examples(25))
@given(
    st.sampled_from(["430102", "110101", "310104", "999900"]),
    st.integers(2019, 2026),
    GROSS,
    st.sampled_from([None, 8]),
)
def test_a_search_that_passes_over_alike_months_sees_the_same_year(
    place: str, year: int, gross: Decimal, percent: int | None
) -> None:
    facts = EmploymentCostFacts(
        place=place, year=year, known="net", amount=gross, fund_percent=percent and Decimal(percent)
    )
    every = figures_or_refusal(facts, EACH)
    assert figures_or_refusal(facts, alike_months(facts, None)) == every


def figures_or_refusal(facts: EmploymentCostFacts, alike: tuple[int, ...]) -> Any:
    try:
        return year_at(facts, facts.amount, facts.amount, None, alike=alike).months
    except Refusal as refusal:
        return type(refusal), refusal.message_zh


def test_months_are_alike_until_a_value_changes() -> None:
    """In 2024 the bounds of the fund change in July: not one month for all, and not each alone."""
    facts = EmploymentCostFacts(
        place="430102", year=2024, known="net", amount=Decimal(5000), fund_percent=Decimal(8)
    )
    alike = alike_months(facts, None)
    assert alike[0] == 1 and len(alike) == 12 and 1 < len({*alike}) < 4
    months = year_at(facts, Decimal(90_000), Decimal(90_000), None).months
    assert months[0].worker_fund != months[-1].worker_fund


def test_what_a_month_reads_is_among_what_makes_it_alike() -> None:
    facts = EmploymentCostFacts(
        place="430102", year=2025, known="net", amount=Decimal(5000), fund_percent=Decimal(8),
        injury_class="3",
    )  # fmt: skip
    *months, _ = year_at(facts, Decimal(5000), Decimal(5000), None, trace=True).outcomes
    read = {step.parameter for month in months for step in month.working if step.parameter}
    # The bounds of medical insurance are looked for even where nobody knows them.
    assert {name.partition(".")[0] for name in read} | {"medical"} == GROUPS
