"""`gongyue law impact`: whose outcomes a patch of the tables moves, before it is published.

With `--lines` the questions come from a file and no database is opened; otherwise from the
registry, through a module of its own that is imported only then.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from gongyue.cli.law.impact_text import told
from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.answer_lines import asked_lines
from gongyue.law.facts import read_facts
from gongyue.law.impact import Asked, Comparison, Move, Patch, Tally, impact_report, read_patch
from gongyue.law.registry import rule_named
from gongyue.law.rulebook import BOOK, BadFacts

DONE, WRONG_PATCH, REFUSED = 0, 1, 2
MOST_WRONG = 20


def impact(args: argparse.Namespace) -> int:
    """0 when it was reckoned; 1 with mistakes in the patch; 2 where something cannot be read."""
    try:
        patch = _patch(args)
        if patch is None:
            return WRONG_PATCH
        if args.lines:
            return _of_lines(args, patch)
        return int(import_module("gongyue.cli.law_impact").of_registry(args, patch, shown))
    except BadFacts as refusal:
        print(f"没有测算：{refusal.message_zh}", file=sys.stderr)
        return REFUSED


def _patch(args: argparse.Namespace) -> Patch | None:
    """None where it has mistakes, told as the check tells them."""
    try:
        content = Path(args.patch).read_bytes()
    except OSError as error:
        raise BadFacts(f"读不到文件“{args.patch}”：{error.strerror}。", field="patch") from error
    found = read_patch(content, Path(args.patch).name, BOOK)
    if args.json and found.grave:
        wrong = {"ok": False, "mistakes": [mistake.to_json() for mistake in found.mistakes]}
        print(json.dumps(wrong, ensure_ascii=False, indent=2))
    else:
        for mistake in found.mistakes:
            print(mistake.words(), file=sys.stderr)
    return None if found.grave else found.patch


def _of_lines(args: argparse.Namespace, patch: Patch) -> int:
    if args.on:
        raise BadFacts("用 --lines 时，日期写在每一行的事实里，不用 --on。", field="on")
    comparison = Comparison(BOOK, patch, everyone=args.recompute_everyone)
    reader, tally = _Lines(), Tally()
    with ExitStack() as opened:
        out = opened.enter_context(_written(args.moves)) if args.moves else None
        stream = sys.stdin.buffer if args.lines == "-" else opened.enter_context(_read(args.lines))
        for move in comparison.moves(reader.questions(stream)):
            tally.add(move)
            if out:
                out.write(dumps_canonical(_line(move)) + "\n")
    largest = {rule: [_line(move) for move in tally.top(rule)] for rule in sorted(tally.rules)}
    lines = {"unreadable": reader.unreadable, "wrong": reader.wrong, "largest": largest}
    shown({**impact_report(comparison, tally), **lines}, as_json=args.json)
    return DONE


def shown(report: dict[str, Any], *, as_json: bool) -> None:
    print(dumps_canonical(report) if as_json else "\n".join(told(report)))


class _Lines:
    """Questions from lines; those that cannot be read are counted, the first of them told."""

    def __init__(self) -> None:
        self.unreadable, self.wrong = 0, list[dict[str, Any]]()

    def questions(self, stream: BinaryIO) -> Iterator[Asked]:
        for line in asked_lines(stream):
            try:
                if line.wrong:
                    raise line.wrong
                facts = read_facts(rule_named(line.rule).facts_class, line.facts)
            except BadFacts as bad:
                self._note(line.number, bad)
                continue
            subject = (line.number, line.named.get("id"))
            yield Asked(rule=line.rule, facts=facts, subject=subject)

    def _note(self, number: int, bad: BadFacts) -> None:
        self.unreadable += 1
        if len(self.wrong) < MOST_WRONG:
            self.wrong.append({"line": number, **bad.to_json()})


def _line(move: Move) -> dict[str, Any]:
    subject = move.asked.subject
    number, name = subject if isinstance(subject, tuple) else (None, None)
    return {"line": number, "id": name, **move.to_json()}


def _read(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise BadFacts(f"读不到文件“{name}”：{error.strerror}。", field="lines") from error


def _written(name: str) -> TextIO:
    try:
        return Path(name).open("w", encoding="utf-8")
    except OSError as error:
        raise BadFacts(f"写不了文件“{name}”：{error.strerror}。", field="moves") from error
