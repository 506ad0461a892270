"""Every rule is whole, and every bad fact is refused by name, in Chinese."""

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gongyue.law
from gongyue.kernel.jsonform import plain
from gongyue.law.facts import read_facts
from gongyue.law.facts.base import kinds_of
from gongyue.law.registry import RULES, Rule, evaluate, rule_named
from gongyue.law.rulebook import BadFacts, NotCovered, Outcome, Refusal, Undetermined
from gongyue.law.yamlfile import read_yaml
from tests.depth import examples

LAW = Path(gongyue.law.__file__).parent
EACH = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
SEVERANCE = {
    "place": "430102",
    "started_on": "2021-03-01",
    "ended_on": "2025-06-30",
    "average_wage": "9000",
}


def first_answered(rule: Rule) -> dict[str, Any]:
    cases = read_yaml(rule.folder / "cases.yaml")
    return plain(next(case["facts"] for case in cases if "refuses" not in case))


def test_every_folder_with_a_rule_is_registered() -> None:
    folders = {path.parent.name for path in LAW.glob("*/rule.py")}
    assert folders == set(RULES)


@EACH
def test_a_rule_folder_is_complete(rule: Rule) -> None:
    for name in ("README.md", "rule.py", "questions.yaml", "cases.yaml"):
        assert (rule.folder / name).is_file(), name
    assert len((rule.folder / "rule.py").read_text(encoding="utf-8").splitlines()) <= 120


@EACH
def test_every_fact_is_asked_once_in_order(rule: Rule) -> None:
    asked = [item.field for item in rule.questions.items]
    assert asked == [field.name for field in fields(rule.facts_class)]
    assert all(item.label and item.ask and item.example for item in rule.questions.items)


@EACH
def test_every_choice_has_its_chinese_word(rule: Rule) -> None:
    kinds = dict(kinds_of(rule.facts_class))
    for item in rule.questions.items:
        kind = kinds[item.field].type
        allowed = {"true", "false"} if kind is bool else {str(choice) for choice in get_args(kind)}
        if kind is bool or (allowed and item.choices):
            assert set(item.choices) == allowed, item.field


@EACH
def test_the_schema_accepts_a_worked_case_and_refuses_strangers(rule: Rule) -> None:
    schema = rule.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    facts = first_answered(rule)
    jsonschema.validate(facts, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**facts, "stranger": 1}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, schema)


@EACH
def test_a_missing_fact_is_named(rule: Rule) -> None:
    facts = first_answered(rule)
    for field in rule.schema()["required"]:
        with pytest.raises(BadFacts, match="缺少") as refused:
            evaluate(rule.name, {key: value for key, value in facts.items() if key != field})
        assert refused.value.field == field


@EACH
def test_an_unknown_fact_is_named(rule: Rule) -> None:
    with pytest.raises(BadFacts, match="stranger") as refused:
        evaluate(rule.name, {**first_answered(rule), "stranger": 1})
    assert refused.value.field == "stranger"


NONSENSE = [
    "1890-01-01", "2025-02-30", "2025-3-1", "明天", "NaN", "Infinity", "-1", "1e30", 1e30, -5,
    float("nan"), float("inf"), Decimal("NaN"), True, [], {}, "", "9" * 400, "2025-03-01T00:00",
]  # fmt: skip


@EACH
def test_nonsense_in_any_field_is_refused_naming_it(rule: Rule) -> None:
    facts = first_answered(rule)
    for (name, kind), nonsense in product(kinds_of(rule.facts_class), NONSENSE):
        if kind.type is bool and isinstance(nonsense, bool):
            continue
        if kind.type not in (Decimal, date, int, str, bool):
            continue
        refused = answer_or_refusal(rule, {**facts, name: nonsense})
        assert isinstance(refused, BadFacts), (name, nonsense)
        assert refused.field == name, nonsense
        assert refused.message_zh.endswith("。")


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.dates().map(str)
    | st.sampled_from(["430102", "999901", "123456", "fixed", "2025-01-01"]),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


def answer_or_refusal(rule: Rule, facts: dict[str, Any]) -> Outcome | Refusal:
    try:
        return evaluate(rule.name, facts)
    except Refusal as refusal:
        return refusal


@EACH
@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_whatever_is_entered_an_outcome_or_a_refusal_comes_back(
    rule: Rule, data: st.DataObject
) -> None:
    names = [name for name, _ in kinds_of(rule.facts_class)]
    changed = data.draw(st.dictionaries(st.sampled_from(names), ANYTHING, max_size=3))
    answer = answer_or_refusal(rule, {**first_answered(rule), **changed})
    assert json.loads(json.dumps(answer.to_json()))


def test_a_figure_that_cannot_be_known_is_shown_in_part_and_never_added_up() -> None:
    facts = {**SEVERANCE, "ended_on": "2023-06-30"}
    shown = evaluate("severance", facts)
    assert (shown.value, shown.parts["service_years"]) == (None, Decimal("2.5"))
    assert any("只给年限" in doubt for doubt in shown.doubts)
    rule = rule_named("severance")
    with pytest.raises(Undetermined) as refused:
        rule.run(read_facts(rule.facts_class, facts))
    assert isinstance(refused.value, NotCovered)
    assert refused.value.outcome == shown


def test_numbers_may_be_text_numbers_or_decimals() -> None:
    values = {evaluate("severance", {**SEVERANCE, "average_wage": wage}).value
              for wage in ("9000", 9000, 9000.0, Decimal("9000.00"), "9,000")}  # fmt: skip
    assert values == {Decimal("40500.00")}


@pytest.mark.parametrize("facts", [None, [], "text", 5])
def test_facts_are_an_object(facts: Any) -> None:
    with pytest.raises(BadFacts):
        evaluate("severance", facts)


def test_there_is_no_such_rule() -> None:
    with pytest.raises(BadFacts) as refused:
        rule_named("windfall")
    assert refused.value.field == "rule"


def test_a_span_is_two_dates_in_order() -> None:
    base = {"place": "430102", "started_on": "2020-01-01", "on": "2025-01-01"}
    for terms in (
        [["2020-01-01"]],
        [["2020-01-02", "2020-01-01"]],
        [[1, 2]],
        "x",
        [["2020-01-01", "1890-01-01"]],
    ):
        with pytest.raises(BadFacts) as refused:
            evaluate("open_ended", {**base, "terms": terms})
        assert refused.value.field == "terms"
