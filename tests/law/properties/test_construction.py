"""Wages on building sites: what holds for every sum and every day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.construction_arrears.rule import PAYERS
from gongyue.law.construction_fine.rule import BREACHES, State
from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome
from gongyue.law.wage_account.rule import DUTIES

CITY = "430102"
DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))
GAPS = st.integers(0, 1500).map(lambda days: timedelta(days=days))
SUMS = st.decimals(Decimal("0.01"), 5_000_000, places=2)
FEW = settings(max_examples=40, deadline=None)


def ask(rule: str, **facts: Any) -> Outcome:
    return evaluate(rule, {"place": CITY, **facts})


@FEW
@given(DAYS, GAPS, GAPS, st.booleans(), st.booleans())
def test_nobody_leaves_the_list_after_its_term(
    listed: date, until_cured: timedelta, more: timedelta, again: bool, promised: bool
) -> None:
    cured, on = listed + until_cured, listed + until_cured + more
    facts = {"listed_on": listed, "on": on, "owed_again": again, "has_promised": promised}
    paid, unpaid = ask("blacklist_exit", cured_on=cured, **facts), ask("blacklist_exit", **facts)
    assert str(listed) < str(paid.value) <= str(paid.parts["ends_on"]) == str(unpaid.value)
    later = ask("blacklist_exit", cured_on=on, **facts)
    assert str(paid.value) <= str(later.value)
    assert unpaid.verdict != "may_leave"


@FEW
@given(SUMS, SUMS, st.sampled_from(sorted(PAYERS)))
def test_the_owner_never_advances_more_than_either_sum(
    arrears: Decimal, price: Decimal, hirer: str
) -> None:
    facts = {"on": date(2025, 6, 17), "arrears": arrears, "unpaid_price": price, "hirer": hirer}
    outcome = ask("construction_arrears", cause="owner_unpaid", **facts)
    plain = ask("construction_arrears", cause="other", **facts)
    assert (outcome.value, outcome.verdict) == (plain.value, plain.verdict)
    assert "owner_advance" not in plain.parts
    if outcome.value == "建设单位":
        assert "owner_advance" not in outcome.parts
    else:
        advance, left = outcome.parts["owner_advance"], outcome.parts["left"]
        assert isinstance(advance, Decimal) and isinstance(left, Decimal)
        assert advance + left == arrears
        assert 0 <= advance <= min(arrears, price)


@pytest.mark.parametrize("breach", sorted(BREACHES))
def test_a_fine_is_a_range_and_never_comes_before_an_order(breach: str) -> None:
    for state in get_args(State):
        outcome = ask("construction_fine", on=date(2025, 6, 17), breach=breach, state=state)
        if state == "overdue":
            assert 0 < outcome.amount == outcome.parts["least"] < outcome.parts["most"]  # type: ignore[operator]
        else:
            assert outcome.amount == 0 and outcome.verdict in ("order_first", "corrected")


@FEW
@given(SUMS, SUMS, st.integers(2, 30), st.integers(0, 12), st.sampled_from([CITY, "110101"]))
def test_owing_more_never_takes_a_firm_off_the_list(
    owed: Decimal, more: Decimal, workers: int, months: int, place: str
) -> None:
    rank = {False: 0, None: 1, True: 2}
    facts = {"on": date(2025, 6, 17), "ordered_until": date(2025, 6, 10), "place": place,
             "workers": workers, "longest_months": months}  # fmt: skip
    less = ask("arrears_blacklist", total=owed, longest_amount=owed, **facts).value
    total = owed + more
    after = ask("arrears_blacklist", total=total, longest_amount=total, **facts).value
    assert rank[less] <= rank[after]  # type: ignore[index]


@FEW
@given(st.sets(st.sampled_from(sorted(DUTIES))), st.sampled_from(sorted(DUTIES)), GAPS)
def test_one_duty_more_leaves_one_less_to_do(done: set[str], duty: str, gap: timedelta) -> None:
    signed = date(2022, 1, 1)
    facts: dict[str, Any] = {"signed_on": signed, "on": signed + gap}
    before, after = (
        ask("wage_account", **facts, **{name: name in kept for name in DUTIES}).value
        for kept in (done - {duty}, done | {duty})
    )
    assert isinstance(before, int) and before - 1 == after
