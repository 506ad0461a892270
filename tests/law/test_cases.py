"""Every worked example in law/*/cases.yaml: amount, citations, working, refusal, standing."""

from datetime import date
from typing import Any

import pytest

from gongyue.kernel.jsonform import plain
from gongyue.law import rulebook
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.rulebook import BOOK, Outcome
from gongyue.law.yamlfile import read_yaml
from tests.law.tables import ACTS_CHECKED

KEYS = {"name", "facts", "value", "verdict", "parts", "cites", "working", "stale", "doubts"}
POLICIES = ("stability_refund.", "skills_subsidy.", "hiring_subsidy.", "insurance_subsidy.",
            "contribution_deferral.")  # fmt: skip
STATED_ENDS = {  # values that say themselves when they end
    *(name for name in BOOK.tables["cn"].parameters if name.startswith(POLICIES)),
    "average_wage.annual",
    "average_wage.monthly",
    "injury.regional_average",
    *(f"contribution.{name}" for name in ("benchmark", "floor", "cap")),
    *(f"unemployment.{side}_rate" for side in ("employer", "worker")),
}
REFUSAL_KEYS = {"name", "facts", "refuses", "field"}


def cases_of(rule: Rule) -> list[dict[str, Any]]:
    return read_yaml(rule.folder / "cases.yaml")


CASES = [
    pytest.param(rule.name, case, id=f"{rule.name}-{case['name']}")
    for rule in RULES.values()
    for case in cases_of(rule)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name: str, case: dict[str, Any]) -> None:
    if "refuses" in case:
        check_refusal(name, case)
        return
    assert set(case) <= KEYS, "unknown key in the case"
    outcome = evaluate(name, case["facts"])
    assert outcome.value == case["value"]
    if "verdict" in case:
        assert outcome.verdict == case["verdict"]
    for key, value in case.get("parts", {}).items():
        assert outcome.parts[key] == value, key
    assert set(case.get("cites", ())) <= set(outcome.citations)
    assert set(case.get("stale", outcome.stale)) == set(outcome.stale)
    if "doubts" in case:
        assert len(outcome.doubts) == case["doubts"], outcome.doubts
    check_working(outcome, case)
    check_bulk_agrees(name, case, outcome)
    check_known_until(case, outcome)
    check_json(outcome)


def check_refusal(name: str, case: dict[str, Any]) -> None:
    assert set(case) <= REFUSAL_KEYS
    with pytest.raises(getattr(rulebook, case["refuses"])) as refused:
        evaluate(name, case["facts"])
    assert type(refused.value).__name__ == case["refuses"]
    assert refused.value.message_zh.endswith("。")
    if "field" in case:
        assert refused.value.field == case["field"]


def check_working(outcome: Outcome, case: dict[str, Any]) -> None:
    assert outcome.working
    assert all(step.sources and step.label for step in outcome.working)
    if "working" in case:
        assert [[step.label, step.value] for step in outcome.working] == case["working"]


def check_bulk_agrees(name: str, case: dict[str, Any], traced: Outcome) -> None:
    """The null recorder gives the same answer and standing, without the working."""
    bulk = evaluate(name, case["facts"], trace=False)
    assert (bulk.value, bulk.verdict, bulk.stale, bulk.doubts, bulk.parts) == (
        traced.value,
        traced.verdict,
        traced.stale,
        traced.doubts,
        traced.parts,
    )
    assert bulk.working == bulk.citations == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_shows_amount_citations_working_standing_and_refusal(rule: Rule) -> None:
    cases = cases_of(rule)
    for key in ("value", "cites", "working", "stale", "refuses"):
        assert any(key in case for case in cases), f"no case shows {key}"
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names))


def check_known_until(case: dict[str, Any], outcome: Outcome) -> None:
    """What is about a day after the last check says so, and nothing before."""
    late = max(outcome.on, case["facts"].get("on", outcome.on)) > ACTS_CHECKED
    assert late is any("此后有没有修改尚未核对" in doubt for doubt in outcome.doubts)
    assert late or set(outcome.stale) <= STATED_ENDS
    assert not outcome.stale or any("核对到" in doubt for doubt in outcome.doubts)


def check_json(outcome: Outcome) -> None:
    answer = outcome.to_json()
    assert plain(answer) == answer
    assert date.fromisoformat(answer["on"])
    assert len(answer["articles"]) == len(answer["citations"])
