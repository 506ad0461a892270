"""The measurement over a file of worded problems."""

import json
from pathlib import Path

import pytest

from gongyue.cli.main import main

RIGHT = (
    "钱某在甲公司工作满2年，被公司提出协商解除，月平均工资3000元，经济补偿多少元？"
    " A: 3000 B: 6000 C: 9000 D: 0"
)
WRONG = RIGHT.replace("3000元", "4500元")
NONE = "下列说法正确的是？ A: 甲 B: 乙"


def test_what_is_answered_and_right_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [(1, RIGHT, "B"), (2, WRONG, "B"), (3, NONE, "A")]
    lines = [json.dumps({"id": n, "question": q, "answer": a}) for n, q, a in rows]
    file, out = tmp_path / "f.jsonl", tmp_path / "out.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    command = ["bench", "labour-calculation", "--file", str(file), "--answers", str(out), "--json"]
    assert main(command) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["problems"], report["answered"], report["right"]) == (3, 2, 1)
    assert report["accuracy_on_answered"] == 0.5
    assert report["share_answered"] == 0.667
    low, high = report["accuracy_interval_95"]
    assert low < 0.5 < high
    given = [json.loads(line)["answer"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert given == ["B", "C", None]


def test_a_line_that_is_no_problem_is_named(tmp_path: Path) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text('{"id": 1, "question": "?", "answer": "A"}\n{"id": 2}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match="第2行"):
        main(["bench", "labour-calculation", "--file", str(file)])
