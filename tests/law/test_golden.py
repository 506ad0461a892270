"""The runner of worked cases: what it prints, how it exits, and which shapes it knows."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.law import golden

SHARED = Path(__file__).parents[3] / "shared" / "law" / "cases.jsonl"
GOOD = {
    "id": "A-1",
    "topic": "劳动合同/书面合同与二倍工资",
    "inputs": {"hire_date": "2025-05-01", "sign_date": "2025-06-02"},
    "expected": {"double_wage_due": True, "end": "2025-06-01", "calendar_days": 1, "note": "…"},
}
WRONG = {**GOOD, "id": "A-2", "expected": {"double_wage_due": False}}
OTHER = {**GOOD, "id": "A-3", "inputs": {"mood": "good"}}
REFUSED = {**GOOD, "id": "A-4", "inputs": {"hire_date": "2005-05-01", "sign_date": "2005-06-02"}}


def write(path: Path, *cases: dict[str, object]) -> str:
    path.write_text("\n".join(json.dumps(case) for case in cases) + "\n\n", encoding="utf-8")
    return str(path)


def test_agreement_and_unsupported_shapes_exit_cleanly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert golden.main([write(tmp_path / "cases.jsonl", GOOD, OTHER)]) == 0
    printed = capsys.readouterr().out
    assert "A-3 unsupported" in printed
    assert "1 ok, 1 unsupported" in printed


def test_a_difference_is_shown_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert golden.main([write(tmp_path / "cases.jsonl", GOOD, WRONG, REFUSED)]) == 1
    printed = capsys.readouterr().out
    assert "A-2 differs" in printed
    assert "A-4 refused" in printed


def test_json_has_one_object_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    golden.main([write(tmp_path / "cases.jsonl", GOOD, WRONG), "--json"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["state"] for line in lines] == ["ok", "differs"]


# Three lines a sample: topic, inputs, a part of what is expected.
SAMPLES_FILES = sorted((Path(golden.__file__).parent / "samples").glob("*.txt"))


def read(text: str) -> dict[str, object]:
    return json.loads(text, parse_float=Decimal)


LINES = [
    line.strip()
    for path in SAMPLES_FILES
    for line in path.read_text(encoding="utf-8").strip().splitlines()
]
SAMPLES = [
    (topic, read(inputs), read(expected))
    for topic, inputs, expected in zip(LINES[::3], LINES[1::3], LINES[2::3], strict=True)
]


@pytest.mark.parametrize(("topic", "inputs", "expected"), SAMPLES)
def test_each_shape_goes_to_its_rule(
    topic: str, inputs: dict[str, object], expected: dict[str, object]
) -> None:
    assert golden.check({"topic": topic, "inputs": inputs, "expected": expected}) == ("ok", "")


def test_every_shape_has_a_sample() -> None:
    sampled = {(topic, frozenset(inputs)) for topic, inputs, _ in SAMPLES}
    sampled.add((GOOD["topic"], frozenset(GOOD["inputs"])))
    assert set(golden.SHAPES) - sampled <= {("解除终止/经济补偿", frozenset())}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared cases are not on this machine")
def test_the_shared_cases_we_support_all_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert golden.main([str(SHARED)]) == 0, capsys.readouterr().out
