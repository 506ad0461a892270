"""`gongyue law impact --lines`: what is printed, what is written, how it exits."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gongyue.cli.main import _parser, main
from tests.law.impact.test_reading import RISE

ROOT = Path(__file__).parents[3]
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


def test_what_the_reference_shows_works_as_it_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs/reference/law-patch.md").read_text(encoding="utf-8")
    Path("2026-minimum.yaml").write_text(_fenced(text, "yaml")[0], encoding="utf-8")
    shell = "\n".join(_fenced(text, "sh"))
    (asked,) = re.findall(r"echo '(.+)' > asked\.jsonl", shell)
    Path("asked.jsonl").write_text(asked, encoding="utf-8")
    commands = re.findall(r"^gongyue law impact (.*--lines.*)$", shell, re.M)
    for command in commands:
        code, out, err = _run(capsys, *command.split(), "--json")
        assert (code, err) == (0, "") and json.loads(out)["moved"] == 1
    assert json.loads(Path("moves.jsonl").read_text(encoding="utf-8"))["difference"] == "100.00"
    for registry in set(re.findall(r"^gongyue (law impact .*)$", shell, re.M)) - {
        f"law impact {command}" for command in commands
    }:
        arguments = registry.split()
        assert _parser(arguments).parse_args(arguments).on == "2026-10-01"


def _fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)
