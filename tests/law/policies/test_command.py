"""`gongyue law policies`: the same facts for every policy, and how it exits."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongyue.cli.main import main
from gongyue.law.policies import policies
from gongyue.law.policies.reading import vocabulary

FACTS = {"place": "430102", "on": "2025-12-01", "unemployment_paid_months": 12, "size": "sme",
         "layoff_percent": 5.5, "contract_signed": False}  # fmt: skip
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["law", "policies", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_every_policy_answers_from_a_file_with_what_is_missing(asked: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(FACTS), encoding="utf-8")
    code, out, _ = asked("--facts", str(file), "--json")
    told = {row["policy"]: row for row in json.loads(out)["policies"]}
    assert code == 0 and set(told) == set(policies())
    refund, hiring = told["job_stability_refund"], told["hiring_subsidy"]
    assert (refund["verdict"], refund["missing"]) == ("may_apply", [])
    assert [row["found"] for row in refund["conditions"]] == ["met", "met"]
    assert hiring["verdict"] == "not_entitled"  # one that fails decides
    assert [row["found"] for row in hiring["conditions"]][:2] == ["unknown", "not_met"]
    missing = [row["fact"] for row in told["insurance_subsidy"]["missing"]]
    assert told["insurance_subsidy"]["verdict"] == "unknown"
    assert missing == ["key_sector", "target_group", "contract_months"]
    assert asked("--facts", f"@{file}", "--json")[1] == out


def test_the_text_names_the_fact_to_ask_first(asked: Run) -> None:
    facts = json.dumps({**FACTS, "layoff_percent": 10})
    code, out, _ = asked("--facts", facts)
    assert code == 0
    assert "还缺：参加失业保险的职工人数。有多少职工参加失业保险？\n" in out
    assert "不符合  签了劳动合同" in out


def test_without_facts_it_lists_what_may_be_given(asked: Run) -> None:
    code, out, _ = asked()
    assert code == 0 and all(f"{name}  " in out for name in vocabulary())
    rows = json.loads(asked("--json")[1])
    assert [row["fact"] for row in rows] == list(vocabulary())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ("{", "facts"), ("[]", "facts"), ("nowhere.json", "facts"), ("@nowhere.json", "facts"),
        ("{}", "place"), ('{"place": "430102", "on": "soon"}', "on"), ('{"place": 1}', "place"),
        ('{"place": "430102", "on": 5}', "on"), ('{"place": "999999"}', "place"),
        ('{"place": "430102", "insured_people": "x"}', "insured_people"),
        ('{"place": "430102", "nobody": 1}', "nobody"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_plain_words(asked: Run, facts: str, field: str) -> None:
    code, _, error = asked("--facts", facts)
    assert code == 2 and f"[{field}]" in error
    code, out, _ = asked("--facts", facts, "--json")
    assert code == 2 and json.loads(out)["error"]["field"] == field
