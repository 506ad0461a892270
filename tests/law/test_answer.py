"""The one answer: the same bytes from the law itself, the command line, many lines and a page."""

import io
import json
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from gongyue.cli.main import main
from gongyue.kernel.jsonform import dumps_canonical, plain
from gongyue.law.answer import answer, as_bytes, is_refusal, read_object, told
from gongyue.law.answer_lines import LONGEST, answer_lines
from gongyue.law.guide import step_on
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import BadFacts
from gongyue.law.yamlfile import read_yaml

Run = Callable[..., tuple[int, bytes, str]]
WAGE = {"place": "430102", "month": "2025-09-01", "gross": "2200"}


@pytest.fixture
def gongyue(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*arguments: str) -> tuple[int, bytes, str]:
        code = main(["law", "eval", *arguments])
        printed = capsysbinary.readouterr()
        return code, printed.out, printed.err.decode()

    return run


def first_case(rule: Rule) -> dict[str, Any]:
    cases = read_yaml(rule.folder / "cases.yaml")
    return dict(plain(next(case["facts"] for case in cases if "refuses" not in case)))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_face_gives_the_same_bytes(rule: Rule, gongyue: Run, tmp_path: Path) -> None:
    facts = first_case(rule)
    given = as_bytes(answer(rule.name, facts))
    assert gongyue(rule.name, "--facts", json.dumps(facts), "--json") == (0, given, "")
    file = tmp_path / "asked.jsonl"
    file.write_text(json.dumps({"rule": rule.name, "facts": facts}) + "\n", encoding="utf-8")
    assert gongyue("--lines", str(file)) == (0, given, "")
    every = {field.name: facts.get(field.name) for field in fields(rule.facts_class)}
    asked = step_on(rule, every)  # what a page shows when all is answered or left open
    assert asked.outcome is not None
    assert as_bytes(told(rule.name, asked.outcome)) == given


def test_the_bytes_are_canonical() -> None:
    given = as_bytes(answer("minimum_wage", WAGE))
    read = json.loads(given)
    assert given == (dumps_canonical(read) + "\n").encode()
    assert list(read) == sorted(read)
    assert isinstance(read["working"][0]["value"], str)
    assert as_bytes(answer("minimum_wage", dict(reversed(WAGE.items())))) == given


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"place": "430102", "place": "430121"}', "place"),
        ('{"place": "430102", "spans": [{"from": 1, "from": 2}]}', "from"),
        ("[1]", "facts"),
        ("{", "facts"),
        ("[" * 9999, "facts"),
        ("\ud800", "facts"),
        (b"\xff\xfe{", "facts"),
    ],
)
def test_a_key_written_twice_is_refused_by_its_name(text: str | bytes, field: str) -> None:
    with pytest.raises(BadFacts) as refused:
        read_object(text)
    assert refused.value.field == field


def test_a_key_written_twice_on_the_command_line(gongyue: Run) -> None:
    code, out, _ = gongyue("minimum_wage", "--facts", '{"gross": 1, "gross": 2}', "--json")
    assert code == 2
    assert json.loads(out)["error"]["field"] == "gross"
    assert "写了两次" in json.loads(out)["error"]["message"]


def lines(*rows: object) -> io.BytesIO:
    told = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return io.BytesIO(b"\n".join(told))


def asked(**more: object) -> dict[str, object]:
    return {"rule": "minimum_wage", "facts": WAGE, **more}


def test_each_line_is_answered_by_one_and_a_bad_one_does_not_stop_the_rest() -> None:
    given = list(
        answer_lines(
            lines(asked(id="甲"), b"{", b"", asked(id=7, facts={}), b"\xff", asked(id="乙"))
        )
    )
    assert [row.get("id") for row in given] == ["甲", None, 7, None, "乙"]
    assert [is_refusal(row) for row in given] == [False, True, True, True, False]
    assert [row.get("line") for row in given] == [None, 2, 4, 5, None]
    bare = {key: value for key, value in given[0].items() if key != "id"}
    assert bare == answer("minimum_wage", WAGE)


BAD = {
    "no rule": ({"facts": WAGE}, "rule"),
    "no such rule": (asked(rule="windfall"), "rule"),
    "a rule that is no name": (asked(rule=[1]), "rule"),
    "no facts": ({"rule": "minimum_wage"}, "facts"),
    "facts that are none": (asked(facts="x"), "facts"),
    "a key too many": (asked(mood="good"), "mood"),
    "an id that is a list": (asked(id=[1]), "id"),
    "an id without end": (asked(id="x" * 999), "id"),
    "an id that turns the direction": (asked(id="\u202ex"), "id"),
    "half a sign as id": (asked(id="\ud800"), "id"),
    "a huge number as id": (b'{"id": 1e999999999, "rule": "minimum_wage", "facts": {}}', "id"),
    "a key twice": (b'{"rule": "minimum_wage", "rule": "severance", "facts": {}}', "rule"),
    "a line too long": (b'{"id": "' + b"x" * LONGEST + b'"}', "facts"),
    "half a sign in a fact": (asked(facts={**WAGE, "place": "\ud800"}), "place"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_refused_by_the_field(name: str) -> None:
    row, field = BAD[name]
    first, second = answer_lines(lines(row, asked()))
    assert first["error"]["field"] == field
    assert as_bytes(first) and not is_refusal(second)


def test_a_byte_order_mark_and_windows_lines_are_read() -> None:
    text = b"\xef\xbb\xbf" + json.dumps(asked()).encode() + b"\r\n"
    assert not any(map(is_refusal, answer_lines(io.BytesIO(text))))


class Endless(io.RawIOBase):
    """Lines made as they are read, so many that they could not be held."""

    def __init__(self, count: int) -> None:
        self.left = count

    def readline(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        return json.dumps(asked(id=self.left)).encode() + b"\n" if self.left >= 0 else b""


def test_memory_does_not_grow_with_the_lines() -> None:
    def peak(answers: Callable[[Any], Any]) -> int:
        tracemalloc.start()
        assert sum(1 for _ in answers(answer_lines(Endless(1_000)))) == 1_000  # type: ignore[arg-type]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(iter)  # what is read from disk once
    assert peak(iter) < 1_000_000 < peak(list)  # held all at once, they would be seen


def test_lines_come_from_a_pipe_and_refusals_show_in_the_exit_code(
    gongyue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def piped(*rows: object) -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(lines(*rows)))
        return gongyue("--lines", "-")

    assert piped(asked())[0] == 0
    code, out, err = piped(asked(), b"{", asked())
    assert (code, len(out.splitlines()), err) == (2, 3, "")


@pytest.mark.parametrize(
    "arguments",
    [[], ["minimum_wage"], ["minimum_wage", "--lines", "-"], ["--lines", "/nowhere"]],
)
def test_what_was_not_understood_is_said_in_words(gongyue: Run, arguments: list[str]) -> None:
    code, out, err = gongyue(*arguments)
    assert (code, out) == (2, b"")
    assert err.startswith("无法给出结果：")
