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
SAMPLES_TEXT = """
劳动合同/试用期
    {"probation_months": 2, "term_months": 11}
    {"legal": false, "max_probation_months": 1}
劳动合同/试用期
    {"probation_months": 0, "term_months": 2}
    {"legal": true, "max_probation_months": 0}
劳动合同/试用期
    {"probation_months": 6, "term_months": null}
    {"legal": true}
休假/年休假
    {"entitlement": 10, "join": "2025-07-01"}
    {"days": 5, "remaining_days": 184, "raw": 5.0411}
休假/年休假
    {"entitlement": 5, "leave": "2025-12-31", "taken": 2}
    {"unused_payable": 3, "elapsed_days": 365, "clawback": 0}
休假/年休假
    {"total_years": 0.9}
    {"days": 0}
工时工资/加班上限
    {"max_daily": 4, "month_ot_h": 20}
    {"compliant": false}
工时工资/折算与加班
    {"year": 2024}
    {"year_days": 250, "month_hours": 166.64}
工时工资/节假日倍数
    {"comp_leave": true, "date": "2025-10-05", "hours": 8}
    {"multiplier": 1, "statutory_holiday": false}
工时工资/最低工资
    {"area": "浏阳市", "date": "2025-08-31"}
    {"monthly": 1900}
社保/延迟退休
    {"birth": "1970-01", "kind": "F55"}
    {"delay_months": 1, "age": "55岁1个月", "retire_month": "2025-02"}
社保/缴费基数与费用
    {"date": "2025-10-01", "wage": 30000}
    {"base": 20361, "pension_er": 3257.76}
社保/缴费基数与费用
    {"year": 2023}
    {"benchmark": 6284, "cap": 18852, "floor": 3770}
解除终止/情形判定
    {"ground": "37"}
    {"severance": false}
解除终止/情形判定
    {"ground": "36", "proposer": "employer"}
    {"severance": true}
解除终止/情形判定
    {"ground": "44(1)", "renew_offer": "same", "worker_accepts": false}
    {"severance": false}
解除终止/经济补偿
    {"avg12": 6000, "last_day": "2025-06-30", "start": "2023-01-01", "local_avg_monthly": null, \
"multiplier": 1, "plus_one": 0}
    {"amount": 18000, "service_n": 3}
解除终止/2008-01-01分段
    {"avg12": 5000, "ground": "44(1)", "last_day": "2025-06-30", "start": "2005-01-01"}
    {"amount": 90000, "n": 18, "pre_2008_months": 0, "post_2008_n": 18}
"""


def read(text: str) -> dict[str, object]:
    return json.loads(text, parse_float=Decimal)


LINES = [line.strip() for line in SAMPLES_TEXT.strip().splitlines()]
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
