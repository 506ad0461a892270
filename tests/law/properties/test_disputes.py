"""Disputes: what holds for every day and every sum."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.dates import add_months
from gongyue.law.arbitration_time_bar import last_day
from gongyue.law.dispute_terms.stages import TERMS, Stage
from gongyue.law.holidays import work_calendar
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome

CITY = "430102"
DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31))
GAPS = st.integers(0, 900)
SUMS = st.decimals(0, 60_000, places=2)


def ask(rule: str, **facts: Any) -> Outcome:
    return evaluate(rule, {"place": CITY, **facts})


@given(DAYS, st.lists(st.tuples(GAPS, st.integers(0, 120)), max_size=4))
def test_the_year_is_put_off_by_no_more_than_the_days_one_could_not_apply(
    start: date, gaps: list[tuple[int, int]]
) -> None:
    spells = [
        (first, first + timedelta(days=length))
        for gap, length in gaps
        for first in [start + timedelta(days=gap)]
    ]
    plain, end = add_months(start, 12), last_day(start, spells)
    stopped = {
        first + timedelta(days=n) for first, last in spells for n in range((last - first).days + 1)
    }
    assert plain <= end <= plain + timedelta(days=len(stopped))
    assert end == plain or end - plain in {timedelta(days=n) for n in range(len(stopped) + 1)}
    assert sum(start < start + timedelta(days=n) <= end and start + timedelta(days=n) not in stopped
               for n in range(1, (end - start).days + 1)) <= (plain - start).days  # fmt: skip


@given(DAYS, GAPS, GAPS)
def test_an_interruption_never_shortens_the_time_to_apply(
    start: date, gap: int, asked: int
) -> None:
    facts = {"on": start + timedelta(days=asked), "matter": "other", "knew_on": start}
    before = ask("arbitration_time_bar", **facts)
    after = ask("arbitration_time_bar", interrupted_on=start + timedelta(days=gap), **facts)
    assert str(after.parts["last_day"]) >= str(before.parts["last_day"])
    assert after.value or not before.value


@given(DAYS)
def test_wages_are_never_barred_in_service(on: date) -> None:
    assert ask("arbitration_time_bar", on=on, matter="unpaid_wages").value is True


@given(st.sampled_from(sorted(TERMS)), DAYS)
def test_no_step_ends_on_a_day_of_rest_nor_before_it_begins(stage: Stage, day: date) -> None:
    outcome = ask("dispute_terms", stage=stage, event_on=day)
    assert isinstance(outcome.value, date)
    assert work_calendar().is_workday(outcome.value)
    term = TERMS[stage]
    apart = abs((outcome.value - day).days)
    assert abs(term.days) <= apart <= abs(term.days) * (2 if term.worked else 1) + 12
    assert (outcome.value > day) == (term.days > 0)


@given(st.lists(SUMS, min_size=1, max_size=5))
def test_an_award_is_final_exactly_when_its_largest_item_is(sums: list[Decimal]) -> None:
    names = ("wages", "overtime", "injury_medical", "severance", "damages")
    items = dict(zip(names, sums, strict=False))
    outcome = ask("final_award", on=date(2025, 10, 15), has_other_items=False, **items)
    assert outcome.value == (max(sums) <= 26400)


@given(st.decimals(0, 1_000_000, places=2), st.decimals(1, 200_000, places=2))
def test_small_claims_have_two_turning_points(amount: Decimal, average: Decimal) -> None:
    facts = {"excluded": "none", "amount": amount, "annual_average": average}
    order = ("applicable", "by_agreement", "not_applicable")
    verdict = order[(2 * amount > average) + (amount > 2 * average)]
    assert ask("small_claims", on=date(2025, 6, 17), **facts).verdict == verdict


@given(DAYS, GAPS)
def test_enforcement_may_be_asked_for_about_two_years(start: date, gap: int) -> None:
    on = start + timedelta(days=gap)
    outcome = ask("execution_term", on=on, effective_on=start)
    last = outcome.parts["last_day"]
    assert isinstance(last, date)
    assert 730 <= (last - start).days <= 745
    assert outcome.value == (start < on <= last)
