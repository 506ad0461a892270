"""Many questions, one a line, each answered by one line; what is wrong with a line stays with it.

A line is `{"id": …, "rule": …, "facts": {…}}`; the answer has the same `id`, if there is one. A
refused line says its number too. However long the input, only one line is held at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, BinaryIO

from gongyue.law.answer import answer, as_bytes, read_object, refused
from gongyue.law.rulebook import BadFacts, Rulebook
from gongyue.law.rulebook.refusals import UNSEEN

LONGEST = 256 * 1024  # bytes of a line
LONGEST_ID = 200
KEYS = {"id", "rule", "facts"}
LINE = '一行应为{"rule": "…", "facts": {…}}，可以有id。'


def answer_lines(stream: BinaryIO, book: Rulebook | None = None) -> Iterator[dict[str, Any]]:
    """The answer or refusal of each line, in order; empty lines are passed over."""
    for asked in asked_lines(stream):
        given = refused(asked.wrong) if asked.wrong else answer(asked.rule, asked.facts, book)
        line = {"line": asked.number} if "error" in given else {}
        yield {**asked.named, **given, **line}


@dataclass(slots=True)
class AskedLine:
    """One question as it was read; `named` is its id, `wrong` why it is no question."""

    number: int
    named: dict[str, Any] = field(default_factory=dict)
    rule: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    wrong: BadFacts | None = None


def asked_lines(stream: BinaryIO) -> Iterator[AskedLine]:
    """The questions of the lines, in order; empty lines are passed over."""
    for number, line in enumerate(_lines(stream), 1):
        if line is None or line.strip():
            yield _of_line(line, number)


def written(answers: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    return map(as_bytes, answers)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines without a byte order mark; None for one that is too long, its rest thrown away."""
    first = True
    while line := stream.readline(LONGEST + 1):
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if len(line) <= LONGEST:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
        yield None


def _of_line(line: bytes | None, number: int) -> AskedLine:
    read = AskedLine(number)
    try:
        if line is None:
            raise BadFacts(f"一行超过{LONGEST // 1024}KB。", field="facts")
        asked = read_object(line)
        read.named = _id(asked)
        read.rule, read.facts = _rule(asked), _facts(asked)
    except BadFacts as bad:
        read.wrong = bad
    return read


def _id(asked: dict[str, Any]) -> dict[str, Any]:
    """A short text or a whole number, as it was given; nothing where there is none."""
    name = asked.get("id")
    if name is None:
        return {}
    if isinstance(name, Decimal) and name.as_tuple().exponent == 0 and name.adjusted() < 18:
        return {"id": int(name)}
    if isinstance(name, str) and len(name) <= LONGEST_ID and not UNSEEN.search(name):
        return {"id": name}
    raise BadFacts(f"id应为整数或不超过{LONGEST_ID}字的文字。", field="id")


def _rule(asked: dict[str, Any]) -> str:
    for key in asked:
        if key not in KEYS:
            raise BadFacts(f"没有“{key[:40]}”这一项。{LINE}", field=key[:40])
    if not isinstance(asked.get("rule"), str):
        raise BadFacts(f"没有写是哪条规则。{LINE}", field="rule")
    return str(asked["rule"])


def _facts(asked: dict[str, Any]) -> dict[str, Any]:
    facts = asked.get("facts")
    if not isinstance(facts, dict):
        raise BadFacts(f"没有写事实。{LINE}", field="facts")
    return facts
