"""`gongyue law impact --lines`: what is printed, what is written, how it exits."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongyue.cli.main import main
from tests.law.impact.test_reading import RISE

FACTS = {"place": "430102", "month": "2026-10-01", "gross": "2300"}
LINES = [
    {"id": "a", "rule": "minimum_wage", "facts": FACTS},
    {"id": 2, "rule": "minimum_wage", "facts": {**FACTS, "gross": "5000"}},
    {"rule": "minimum_wage", "facts": {**FACTS, "place": "110101"}},
    {"rule": "probation_pay", "facts": {"place": "430102", "on": "2026-10-01",
                                        "probation_wage": "2300", "contract_wage": "2500"}},
    {"rule": "no_such_rule", "facts": {}},
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    patch, lines = tmp_path / "rise.yaml", tmp_path / "lines.jsonl"
    patch.write_text(RISE, encoding="utf-8")
    lines.write_text("\n".join(json.dumps(line) for line in LINES), encoding="utf-8")
    return str(patch), str(lines)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["law", "impact", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_rise_of_the_minimum_wage_moves_who_earns_less(
    capsys: pytest.CaptureFixture[str], files: tuple[str, str]
) -> None:
    code, out, _ = _run(capsys, "--patch", files[0], "--lines", files[1], "--json")
    told: dict[str, Any] = json.loads(out)
    wage = told["rules"]["minimum_wage"]
    assert code == 0
    assert (told["asked"], told["unreadable"]) == (4, 1)
    assert (wage["difference"], wage["moved"], wage["up"]) == ("100.00", 1, 1)
    assert wage["verdicts"] == [{"before": "lawful", "after": "below", "count": 1}]
    assert [one["id"] for one in told["largest"]["minimum_wage"]] == ["a"]
    assert Decimal(told["rules"]["probation_pay"]["difference"]) == 100
    assert told["wrong"][0]["line"] == 5


def test_the_long_way_says_the_same_and_moves_are_written(
    capsys: pytest.CaptureFixture[str], files: tuple[str, str], tmp_path: Path
) -> None:
    short = _run(capsys, "--patch", files[0], "--lines", files[1], "--json")
    moves = tmp_path / "moves.jsonl"
    long = _run(capsys, "--patch", files[0], "--lines", files[1], "--json",
                "--recompute-everyone", "--moves", str(moves))  # fmt: skip
    assert short == long
    written = [json.loads(line) for line in moves.read_text(encoding="utf-8").splitlines()]
    assert [one["line"] for one in written] == [1, 2, 4]


def test_for_readers_it_is_told_in_words(
    capsys: pytest.CaptureFixture[str], files: tuple[str, str]
) -> None:
    code, out, _ = _run(capsys, "--patch", files[0], "--lines", files[1])
    assert code == 0
    assert "2026-09-01 起：2,200元/月 → 2,400元/月" in out
    assert "第 5 行没有算" in out


def test_mistakes_of_the_patch_exit_1(
    capsys: pytest.CaptureFixture[str], files: tuple[str, str]
) -> None:
    Path(files[0]).write_text(RISE.replace("2400", "abc"), encoding="utf-8")
    code, _, err = _run(capsys, "--patch", files[0], "--lines", files[1])
    assert (code, "rise.yaml:5" in err) == (1, True)
    code, out, _ = _run(capsys, "--patch", files[0], "--lines", files[1], "--json")
    assert (code, json.loads(out)["ok"]) == (1, False)


@pytest.mark.parametrize("arguments", [
    ("--patch", "no-such-file", "--lines", "-"),
    ("--patch", "{patch}", "--lines", "no-such-file"),
    ("--patch", "{patch}", "--lines", "{lines}", "--on", "2026-09-01"),
    ("--patch", "{patch}", "--lines", "{lines}", "--moves", "/no/such/folder"),
])  # fmt: skip
def test_what_cannot_be_read_exits_2(
    capsys: pytest.CaptureFixture[str], files: tuple[str, str], arguments: tuple[str, ...]
) -> None:
    filled = [word.format(patch=files[0], lines=files[1]) for word in arguments]
    code, _, err = _run(capsys, *filled)
    assert code == 2
    assert err.startswith("没有测算：")
