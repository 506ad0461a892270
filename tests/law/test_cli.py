"""`gongyue law`: what is printed, in Chinese, and how it exits."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gongyue.cli.law.asking import lines_of
from gongyue.cli.main import main
from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.registry import RULES, Rule, evaluate
from gongyue.law.yamlfile import read_yaml

FACTS = {
    "place": "430102",
    "started_on": "2021-03-01",
    "ended_on": "2026-06-30",
    "average_wage": "9000",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def gongyue(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["law", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_list_at_a_terminal_names_every_rule_and_its_questions(
    gongyue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, _ = gongyue("list")
    assert code == 0
    assert all(f"{rule.name}  {rule.title}" in out for rule in RULES.values())
    assert "started_on*  用工之日" in out
    assert json.loads(gongyue("list", "--json")[1])


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_list_elsewhere_is_json_with_the_schema_of_the_facts(
    gongyue: Run, arguments: list[str]
) -> None:
    code, out, _ = gongyue("list", *arguments)
    rules = {rule["name"]: rule for rule in json.loads(out)}
    assert code == 0
    assert list(rules) == list(RULES)
    assert all(rule["title"] and rule["summary"] for rule in rules.values())
    jsonschema.validate(FACTS, rules["severance"]["schema"])


def test_an_answer_shows_its_working_articles_and_what_is_stale(gongyue: Run) -> None:
    code, out, _ = gongyue("eval", "severance", "--facts", json.dumps(FACTS))
    assert code == 0
    assert "计算年限：5.5年  〔《劳动合同法》第47条第1款〕" in out
    assert "⚠ 数据核对至2025-12-31，已过期" in out
    assert "结果：经济补偿 49,500.00元" in out
    assert "存疑：" in out


def test_json_says_the_same(gongyue: Run) -> None:
    code, out, _ = gongyue("eval", "severance", "--facts", json.dumps(FACTS), "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["value"] == "49500.00"
    assert answer["stale"] == [
        "severance.ceiling_multiple",
        "average_wage.monthly",
    ]
    assert "cn/labour-contract-law#47.1" in answer["citations"]
    assert len(answer["working"]) == 8


def test_facts_may_come_from_a_file(gongyue: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(FACTS), encoding="utf-8")
    assert gongyue("eval", "severance", "--facts", f"@{path}")[0] == 0


@pytest.mark.parametrize(
    ("rule", "facts", "field", "refusal"),
    [
        ("severance", {**FACTS, "average_wage": -1}, "average_wage", "BadFacts"),
        ("severance", {**FACTS, "ended_on": "2020-01-01"}, "ended_on", "BadFacts"),
        ("severance", {**FACTS, "started_on": "1890-01-01"}, "started_on", "BadFacts"),
        ("severance", {**FACTS, "place": "123456"}, "place", "BadFacts"),
        ("severance", {**FACTS, "place": "440300"}, "place", "NotCovered"),
        ("severance", {**FACTS, "mood": "good"}, "mood", "BadFacts"),
        ("severance", {}, "place", "BadFacts"),
        ("windfall", {}, "rule", "BadFacts"),
    ],
)
def test_a_refusal_is_an_object_and_exit_code_2(
    gongyue: Run, rule: str, facts: dict[str, object], field: str, refusal: str
) -> None:
    code, out, err = gongyue("eval", rule, "--facts", json.dumps(facts), "--json")
    error = json.loads(out)["error"]
    assert (code, err) == (2, "")
    assert (error["field"], error["refusal"]) == (field, refusal)
    assert error["message"].endswith("。")


@pytest.mark.parametrize(
    "text",
    ['{"average_wage": NaN}', '{"average_wage": 1e999999}', "[1", "[]", "@/nowhere", "[" * 9999],
)
def test_what_is_no_json_object_is_refused_too(gongyue: Run, text: str) -> None:
    code, out, err = gongyue("eval", "severance", "--facts", text)
    assert (code, out) == (2, "")
    assert err.startswith("无法给出结果：")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_answer_reads_as_chinese(rule: Rule) -> None:
    cases = read_yaml(rule.folder / "cases.yaml")
    for case in (case for case in cases if "refuses" not in case):
        printed = "\n".join(lines_of(rule, evaluate(rule.name, case["facts"])))
        assert "依据：" in printed
        assert "E+" not in printed
        assert not re.search(r"[a-z]{2,}|[A-Za-z]+_|None|True|False", printed), printed


def test_every_rule_can_be_asked_from_the_command_line(gongyue: Run) -> None:
    for rule in RULES.values():
        case = next(c for c in read_yaml(rule.folder / "cases.yaml") if "refuses" not in c)
        code, out, _ = gongyue("eval", rule.name, "--facts", dumps_canonical(case["facts"]))
        assert (code, out.splitlines()[0].startswith(rule.title)) == (0, True)
