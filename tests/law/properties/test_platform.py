"""Platform work and employment status: what holds for all facts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from hypothesis import given as given_facts
from hypothesis import settings
from hypothesis import strategies as st

from gongyue.law.employment_status import EmploymentStatusFacts, employment_status
from gongyue.law.employment_status.factors import FACTORS
from gongyue.law.employment_status.rule import Label
from gongyue.law.platform_injury_fee import PlatformInjuryFeeFacts, platform_injury_fee
from gongyue.law.platform_pay import PlatformPayFacts, platform_pay
from gongyue.law.platform_rest import PlatformRestFacts, order_minutes, platform_rest
from gongyue.law.rulebook import Undetermined


def given(*facts: Any) -> Callable[[Any], Any]:
    """Without a deadline: the first of all reads the tables and the calendar."""
    return lambda test: settings(deadline=None)(given_facts(*facts)(test))


CITY, DAY = "430102", date(2025, 12, 8)
ORDER = st.tuples(st.integers(0, 1439), st.integers(0, 90)).map(lambda o: (o[0], o[0] + o[1]))
ORDERS = st.lists(ORDER, max_size=12)
ANSWERS = st.fixed_dictionaries(
    {name: st.sampled_from([*factor.weights, "unknown"]) for name, factor in FACTORS.items()}
)
RANKS = {"likely_civil": 0, "partly": 1, "likely_labour": 2}


@given(ORDERS)
def test_overlapping_orders_count_each_minute_once(orders: list[tuple[int, int]]) -> None:
    minutes = {minute for first, last in orders for minute in range(first, last)}
    assert order_minutes(orders) == len(minutes)


@given(st.integers(0, 10**9), st.sampled_from(["travel", "takeaway", "delivery", "freight"]))
def test_the_worker_never_pays(orders: int, trade: Any) -> None:
    for place in ("420100", "430102"):
        facts = PlatformInjuryFeeFacts(place=place, month=DAY, trade=trade, orders=orders)
        outcome = platform_injury_fee(facts)
        assert outcome.parts["worker_pays"] == 0
        assert outcome.amount >= 0


@given(st.decimals(0, 300, places=2), st.decimals(0, 20_000, places=2))
def test_what_is_missing_makes_up_the_floor(hours: Decimal, paid: Decimal) -> None:
    facts = {"place": CITY, "month": date(2025, 10, 1), "order_hours": hours}
    missing = platform_pay(PlatformPayFacts(paid=paid, **facts)).amount
    assert platform_pay(PlatformPayFacts(paid=paid + missing, **facts)).amount == 0


@given(st.decimals(0, 24, places=2), st.decimals(0, 24, places=2))
def test_a_pause_is_due_from_the_fourth_hour_on(one: Decimal, other: Decimal) -> None:
    continuous, day = sorted((one, other))
    facts = PlatformRestFacts(place=CITY, on=DAY, order_hours=day, continuous_hours=continuous)
    outcome = platform_rest(facts)
    assert (outcome.value == 20) is (continuous >= 4)
    assert (outcome.verdict == "within") is (continuous < 4 and day < 8)


def verdict(said: dict[str, str], **more: Any) -> str:
    try:
        facts = EmploymentStatusFacts(place=CITY, on=DAY, **said, **more)
        return str(employment_status(facts).verdict)
    except Undetermined as partly:
        return str(partly.outcome.verdict)


@given(ANSWERS, st.sampled_from(get_args(Label)))
def test_the_name_of_the_paper_never_moves_the_leaning(said: dict[str, str], label: str) -> None:
    assert verdict(said, label=label) == verdict(said)


@given(ANSWERS, st.sampled_from(sorted(FACTORS)))
def test_a_stronger_sign_never_moves_away_from_a_labour_relation(
    said: dict[str, str], name: str
) -> None:
    by_weight = sorted(FACTORS[name].weights, key=FACTORS[name].weights.__getitem__)
    found = [verdict({**said, name: answer}) for answer in by_weight]
    ranks = [RANKS[each] for each in found if each in RANKS]
    assert ranks == sorted(ranks)


@given(ANSWERS)
def test_every_answer_says_that_it_is_no_ruling(said: dict[str, str]) -> None:
    facts = EmploymentStatusFacts(place=CITY, on=DAY, **said)
    try:
        outcome = employment_status(facts)
    except Undetermined as partly:
        outcome = partly.outcome
    assert any("不是裁判" in doubt for doubt in outcome.doubts)
