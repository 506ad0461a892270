"""One question at a time leads where the whole form leads, and asks nothing in vain."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.kernel.jsonform import plain
from gongyue.law.guide import Asked, changes_of, read_answer, step_on
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.rulebook import BadFacts
from gongyue.law.yamlfile import read_yaml

CASES = [
    pytest.param(rule, case, id=f"{rule.name}-{case['name']}")
    for rule in RULES.values()
    for case in read_yaml(rule.folder / "cases.yaml")
]


def answers_in(case: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in case["facts"].items()}


def walk(rule: Rule, facts: dict[str, Any]) -> tuple[Asked, dict[str, Any]]:
    """Answer each question as the case would; what it does not say is left open."""
    silent = {item.field for item in rule.questions.items if item.only_if_unknown}
    answers = {name: facts[name] for name in facts if name in silent}
    for _ in range(len(rule.questions.items) + 1):
        asked = step_on(rule, answers)
        if asked.question is None:
            return asked, answers
        assert asked.question.field not in answers, "asked twice"
        answers[asked.question.field] = facts.get(asked.question.field)
    raise AssertionError("never comes to an end")


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_step_by_step_leads_where_the_form_leads(rule: Rule, case: dict[str, Any]) -> None:
    facts = answers_in(case)
    asked, _ = walk(rule, facts)
    if asked.refusal is not None:
        with pytest.raises(type(asked.refusal)):
            evaluate(rule.name, facts)
        return
    if "refuses" in case:  # what the form refuses is not even asked for here
        assert case["field"] not in asked.needed
        return
    assert asked.outcome == evaluate(rule.name, facts)


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_answers_nobody_asked_for_do_no_harm(rule: Rule, case: dict[str, Any]) -> None:
    """Whoever goes back and takes another way may leave answers behind."""
    if "refuses" in case:
        return
    asked, answers = walk(rule, answers_in(case))
    again = step_on(rule, {**answers, **answers_in(case)})
    assert again.outcome == asked.outcome


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_what_would_change_it_is_what_the_rule_says(rule: Rule, case: dict[str, Any]) -> None:
    asked, answers = walk(rule, answers_in(case))
    changes = changes_of(rule, answers)
    assert len(changes) <= 6
    for change in changes:
        assert change.text.endswith("。")
        assert change.sources
        if change.field is None:
            continue
        assert change.field in asked.needed
        there = step_on(rule, {**answers, change.field: change.value}).outcome
        assert there == change.outcome
        assert there is not None and asked.outcome is not None
        assert (there.value, there.verdict) != (asked.outcome.value, asked.outcome.verdict)


def texts(name: str, **answers: Any) -> list[str]:
    _, answered = walk(RULES[name], answers)
    return [change.text for change in changes_of(RULES[name], answered)]


SEVERANCE = {
    "place": "430102",
    "started_on": "2025-01-01",
    "ended_on": "2025-06-29",
    "average_wage": "6000",
    "ground": "mutual_employer",
}


def test_a_resignation_is_asked_neither_wage_nor_start() -> None:
    asked, answers = walk(RULES["severance"], {**SEVERANCE, "ground": "resignation"})
    assert asked.outcome is not None and asked.outcome.verdict == "not_due"
    assert set(answers) == {"place", "ended_on", "ground"}, "nothing else matters"


def test_the_local_average_is_asked_only_where_it_is_not_known() -> None:
    _, known = walk(RULES["severance"], SEVERANCE)
    assert "local_average_wage" not in known
    asked, unknown = walk(RULES["severance"], {**SEVERANCE, "place": "440300"})
    assert {"local_average_wage", "below_ceiling"} <= set(unknown)
    assert asked.refusal is not None and asked.refusal.field == "place"


def test_one_day_more_makes_six_months() -> None:
    said = texts("severance", **SEVERANCE)
    told = ("2025-06-30", "6,000", "多3,000")
    assert any(all(word in text for word in told) for text in said), said


def test_the_cap_is_named_to_the_fen() -> None:
    said = texts("severance", **{**SEVERANCE, "average_wage": "30000"})
    assert any("31,290.52" in text and "封顶" in text for text in said), said


def test_the_year_to_claim_has_its_last_day() -> None:
    said = texts("severance", **SEVERANCE)
    assert said[0].startswith("最迟2026-06-29申请劳动仲裁")


def test_a_bad_answer_names_its_field_at_once() -> None:
    rule = RULES["severance"]
    with pytest.raises(BadFacts) as bad:
        read_answer(rule, "average_wage", "-5")
    assert bad.value.field == "average_wage"
    asked = step_on(rule, {"started_on": "2025-06-30", "ended_on": "2025-06-29"})
    assert isinstance(asked.refusal, BadFacts) and asked.refusal.field == "ended_on"


@pytest.mark.parametrize(
    "value", ["NaN", "1e30", 10**30, "", "  ", [], {}, True, "1万2", "x" * 10_000]
)
def test_nonsense_is_a_message_never_an_answer(value: Any) -> None:
    _, answers = walk(RULES["severance"], SEVERANCE)
    asked = step_on(RULES["severance"], {**answers, "average_wage": value})
    assert asked.outcome is None and isinstance(asked.refusal, BadFacts)
    assert asked.refusal.field == "average_wage"
