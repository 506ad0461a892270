"""Conditions through CEL and by brute force; facts not given; facts that cannot be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.law.cited import rules_citing
from gongyue.law.impact.bounds import bound_of
from gongyue.law.policies import Policy, policies, standings
from gongyue.law.policies.kinds import CHOICE, COUNT, YES_NO, Fact
from gongyue.law.policies.reading import vocabulary
from gongyue.law.rulebook import BOOK, BadFacts
from gongyue.law.tracking import rules_reading
from gongyue.law.tracking.method import _conditions
from tests.law.policies.brute import can_move, truth

CITY = "430102"
TINY = Fraction(1, 10**10)
DAYS = {name: policy.until or policy.first for name, policy in policies().items()}


def figures_of(policy: Policy, on: date) -> dict[str, Fraction]:
    return {
        name: Fraction(BOOK.read(table, CITY, on).value) for name, table in policy.figures.items()
    }


def domain(fact: Fact, figures: Mapping[str, Fraction]) -> list[Any]:
    """Values on both sides of everything the conditions turn at, as they are entered."""
    if fact.kind == YES_NO:
        return [True, False]
    if fact.kind == CHOICE:
        return list(fact.choices)
    if fact.kind == COUNT:
        turns = {Fraction(n) for n in (1, 2, 3, 10)} | {v for v in figures.values() if v >= 1}
        near = {turn + step for turn in turns for step in (-1, 0, 1)}
        return sorted({*map(int, near), 0, 1_000_000})
    turns = {value for value in figures.values() if value < 1}
    near = {turn + step for turn in turns for step in (-TINY, 0, TINY)}
    return [text(value * 100) for value in sorted({*near, Fraction(0), Fraction(1)})]


def text(percent: Fraction) -> str:
    """Eight decimals hold every turn, a millionth of a millionth on either side."""
    return f"{Decimal(percent.numerator) / percent.denominator:.8f}"


def plain(fact: Fact, value: Any) -> Any:
    """The value as the brute force counts: percentages as parts of one."""
    return value if fact.kind in (YES_NO, CHOICE) else (
        Fraction(value) if fact.kind == COUNT else Fraction(value) / 100)  # fmt: skip


def domains_of(policy: Policy, figures: Mapping[str, Fraction]) -> dict[str, list[Any]]:
    return {f.name: [plain(f, v) for v in domain(f, figures)] for f in policy.facts}


@st.composite
def some_facts(draw: st.DrawFn, policy: Policy, on: date) -> dict[str, Any]:
    """Each fact given or not; a million people hired would settle what nobody has said."""
    found, figures = {}, figures_of(policy, on)
    for fact in policy.facts:
        values = [v for v in domain(fact, figures) if v != 1_000_000 or fact.name == "staff"]
        if draw(st.integers(0, 3)):
            found[fact.name] = draw(st.sampled_from(values))
    return found


@pytest.mark.parametrize("name", policies())
def test_cel_and_brute_force_agree_on_every_condition_and_on_what_is_missing(name: str) -> None:
    policy, on = policies()[name], DAYS[name]
    figures = figures_of(policy, on)
    domains = domains_of(policy, figures)

    @settings(max_examples=60, derandomize=True, deadline=None, database=None)
    @given(some_facts(policy, on))
    def agree(facts: dict[str, Any]) -> None:
        values = {n: plain(policy.fact_named[n], v) for n, v in facts.items()}
        values |= figures | {"whole": Fraction(1)}
        standing = next(s for s in standings(facts, on=on, place=CITY) if s.policy is policy)
        slow = [truth(c.cel, values, domains) for c in policy.conditions]
        assert list(standing.met) == slow
        assert standing.verdict == verdict(slow)
        open_ = [c.cel for c, met in zip(policy.conditions, slow, strict=True) if met is None]
        said = [fact.name for fact in standing.missing]
        assert all(any(can_move(cel, n, values, domains) for cel in open_) for n in said)
        assert not set(said) & set(facts)
        assert bool(said) == (standing.verdict == "unknown")

    agree()


def verdict(met: list[bool | None]) -> str:
    if False in met:
        return "not_entitled"
    return "unknown" if None in met else "may_apply"


@pytest.mark.parametrize("name", policies())
def test_where_one_fact_is_missing_it_is_that_one(name: str) -> None:
    """All facts in a way that meets the conditions; then one is taken away."""
    policy, on = policies()[name], DAYS[name]
    facts = GOOD[name]
    full = next(s for s in standings(facts, on=on, place=CITY) if s.policy is policy)
    assert full.verdict == "may_apply" and not full.missing
    asked = set()
    for gone in facts:
        rest = {key: value for key, value in facts.items() if key != gone}
        found = next(s for s in standings(rest, on=on, place=CITY) if s.policy is policy)
        if found.verdict == "unknown":
            assert [fact.name for fact in found.missing] == [gone]
            asked.add(gone)
        else:
            assert found.verdict == "may_apply"
    assert asked


GOOD: dict[str, dict[str, Any]] = {
    "job_stability_refund": {
        "unemployment_paid_months": 12, "insured_people": 30, "layoff_percent": "20"},
    "skills_subsidy": {
        "insured_months": 12, "on_benefit": False, "certificates_this_year": 2,
        "shortage_trade": True, "had_training_subsidy": False},
    "hiring_subsidy": {
        "young_group": "graduating", "contract_signed": True, "three_insurances_months": 3,
        "had_hiring_subsidy": False},
    "insurance_subsidy": {
        "size": "sme", "key_sector": True, "target_group": True, "contract_months": 12},
    "hiring_tax_credit": {
        "tax_group": "registered_unemployed", "unemployed_months": 6, "contract_months": 12,
        "insurance_paid": True, "credit_months_used": 35},
    "startup_loan_person": {"founder_age": 16, "founder_group": True, "venture_registered": True},
    "startup_loan_firm": {"staff": 101, "new_hires": 6},
    "contribution_deferral": {"in_difficulty": True},
    "employer_insurance_subsidy": {
        "subsidy_group": "graduate", "small_micro": True, "contract_months": 12,
        "insurance_paid": True},
}  # fmt: skip


def test_every_policy_has_its_worked_facts() -> None:
    assert set(GOOD) == set(policies())


@pytest.mark.parametrize("name", policies())
def test_after_the_end_a_policy_is_expired_and_before_its_start_refused(name: str) -> None:
    policy = policies()[name]

    def on(day: date) -> Any:
        found = standings(GOOD[name], on=day, place=CITY)
        return next(standing for standing in found if standing.policy is policy)

    if policy.until:
        late = on(date(policy.until.year + 1, 1, 1))
        assert late.verdict == "expired"
        assert any("已到期" in doubt for doubt in late.doubts)
    early = on(date(2010, 1, 1))
    assert early.verdict == "refused" and early.reason and not early.met


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"nobody": 1}, "nobody"),
        ({"insured_people": -1}, "insured_people"),
        ({"insured_people": 2.5}, "insured_people"),
        ({"insured_people": "many"}, "insured_people"),
        ({"insured_people": True}, "insured_people"),
        ({"insured_people": 10**30}, "insured_people"),
        ({"insured_people": [1]}, "insured_people"),
        ({"layoff_percent": "101"}, "layoff_percent"),
        ({"layoff_percent": "nan"}, "layoff_percent"),
        ({"on_benefit": 1}, "on_benefit"),
        ({"on_benefit": "true"}, "on_benefit"),
        ({"size": "huge"}, "size"),
        ({"size": ["sme"]}, "size"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_name(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFacts) as refused:
        standings(facts, on=date(2025, 12, 1), place=CITY)
    assert refused.value.field == field


def test_every_fact_is_asked_in_words_and_used() -> None:
    used = {fact.name for policy in policies().values() for fact in policy.facts}
    assert used == set(vocabulary())
    assert all(fact.ask.endswith("？") for fact in vocabulary().values())


def test_whoever_asks_which_rules_read_or_cite_a_policy_is_told() -> None:
    """Names in the conditions count like names in the code; a rule without policies has none."""
    for policy in policies().values():
        bound = bound_of(policy.rule)
        assert all(policy.rule in rules_reading(name) for name in policy.figures.values())
        assert all(map(bound.may_read, policy.figures.values()))
        assert bound.may_cite(policy.basis)
        assert policy.rule in {rule.name for rule in rules_citing(policy.basis)}
    assert not bound_of("hiring_subsidy").may_read("startup_loan.age")
    assert not bound_of("hiring_subsidy").may_cite("cn/key-groups-tax-2023")


def test_another_condition_is_another_method() -> None:
    policy = policies()["hiring_subsidy"]
    found = [_conditions(policy), _conditions(replace(policy, until=None)),
             _conditions(replace(policy, conditions=policy.conditions[1:]))]  # fmt: skip
    assert len(set(found)) == len(found)
