"""What must hold between the amounts of the rules, whatever the facts."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome, Refusal
from tests.depth import examples
from tests.law.second.harness import MONEY, as_json, facts_of

FEW = settings(
    max_examples=examples(40),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
HOURS = st.integers(0, 2400).map(lambda number: Fraction(number, 10))
KINDS = ("workday_hours", "restday_hours", "holiday_hours")


def asked(name: str, facts: dict[str, Any]) -> Outcome:
    """The outcome; facts the rule refuses, or cannot put a sum to, are not looked at."""
    try:
        given_facts = {field: as_json(value) for field, value in facts.items()}
        outcome = evaluate(name, given_facts, trace=False)
    except Refusal:
        assume(False)
        raise
    assume(outcome.value is not None)
    return outcome


def service(place: str, first: date, days: int, wage: Fraction) -> dict[str, Any]:
    last = first + timedelta(days=days)
    return {"place": place, "started_on": first, "ended_on": last, "average_wage": wage}


@FEW
@given(st.sampled_from(["430102", "999900"]), st.integers(0, 5000), st.integers(1, 800), MONEY)
def test_severance_never_falls_with_longer_service(
    place: str, days: int, more: int, wage: Fraction
) -> None:
    last = date(2025, 6, 30)
    shorter = service(place, last - timedelta(days=days), days, wage)
    longer = service(place, last - timedelta(days=days + more), days + more, wage)
    for name in ("severance", "dismissal_damages"):
        assert asked(name, shorter).amount <= asked(name, longer).amount


@FEW
@given(st.integers(0, 6000), MONEY)
def test_severance_of_a_high_wage_never_passes_twelve_times_the_threefold(
    days: int, wage: Fraction
) -> None:
    facts = service("999900", date(2026, 3, 31) - timedelta(days=days), days, wage)
    outcome = asked("severance", facts)
    if wage > 30_000:
        assert outcome.parts["capped"] is True
        assert outcome.amount <= 12 * 30_000
    assert asked("dismissal_damages", facts | {"started_on": date(2008, 1, 1)}).amount >= 0


@FEW
@given(facts_of("severance"))
def test_severance_is_the_sum_of_its_parts(facts: dict[str, Any]) -> None:
    outcome = asked("severance", facts)
    parts = outcome.parts
    if outcome.verdict == "due" and not parts["old_months"]:
        base = Fraction(str(parts["monthly_base"])) * Fraction(str(parts["paid_years"]))
        total = base + Fraction(str(parts.get("pay_in_lieu", 0)))
        assert abs(Fraction(outcome.amount) - total) <= Fraction(1, 200)


@FEW
@given(facts_of("overtime_pay"))
def test_overtime_pay_is_the_sum_of_its_kinds(facts: dict[str, Any]) -> None:
    outcome = asked("overtime_pay", facts)
    kinds = ("workday", "restday", "holiday")
    assert outcome.amount == sum((outcome.parts.get(kind, 0) for kind in kinds), Decimal(0))


@FEW
@given(facts_of("contributions"))
def test_contributions_are_the_sum_of_the_insurances(facts: dict[str, Any]) -> None:
    parts = asked("contributions", facts).parts
    for side in ("employer", "worker"):
        each = [value for name, value in parts.items() if name.endswith(f"_{side}")]
        assert parts[side] == sum(each, Decimal(0))


@FEW
@given(facts_of("overtime_pay"), st.sampled_from(KINDS), HOURS)
def test_more_overtime_never_pays_less(facts: dict[str, Any], kind: str, more: Fraction) -> None:
    longer = facts | {kind: facts[kind] + more}
    assert asked("overtime_pay", facts).amount <= asked("overtime_pay", longer).amount


@FEW
@given(facts_of("averaged_hours"), HOURS)
def test_more_averaged_hours_never_pay_less(facts: dict[str, Any], more: Fraction) -> None:
    facts["monthly_wage"] = facts["monthly_wage"] or Fraction(6000)
    longer = facts | {"hours": facts["hours"] + more}
    shorter, longest = asked("averaged_hours", facts), asked("averaged_hours", longer)
    assert shorter.parts["pay"] <= longest.parts["pay"]
