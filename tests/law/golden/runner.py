"""Run worked cases from a JSON-lines file: `python -m tests.law.golden FILE [--json]`.

A topic and its input keys select a rule; the facts go through the same door as everybody's.
Numbers are compared to the fen, booleans, dates and words exactly; free text is for people.
Exit code 1 when a supported case differs, 0 otherwise. Unsupported shapes are counted by name.
"""

import argparse
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongyue.law.rulebook import Refusal
from tests.law.golden.shapes import SHAPES, Unsupported

FREE_TEXT = {"why", "note", "rule"}
FEN = Decimal("0.005")


def check(case: dict[str, Any]) -> tuple[str, str]:
    """ok, differs, refused or unsupported; and what was seen."""
    key = (case["topic"], frozenset(case["inputs"]))
    if key not in SHAPES:
        return "unsupported", f"{key[0]} {' '.join(sorted(key[1]))}"
    try:
        answer = SHAPES[key](**case["inputs"])
    except Unsupported as unsupported:
        return "unsupported", f"{key[0]}: {unsupported}"
    except Refusal as refusal:
        return "refused", refusal.message_zh
    wrong = {
        name: (expected, answer.get(name))
        for name, expected in case["expected"].items()
        if name not in FREE_TEXT and not same(expected, answer.get(name))
    }
    return ("differs", f"expected, got: {wrong}") if wrong else ("ok", "")


def same(expected: Any, got: Any) -> bool:
    if isinstance(expected, bool) or expected is None:
        return expected is got or (expected is None and got is None)
    if isinstance(expected, list):
        return first_of(expected, got)
    if isinstance(expected, (int, Decimal)):
        return isinstance(got, (int, Decimal)) and abs(Decimal(expected) - got) < FEN
    return str(expected) == str(got)


def first_of(expected: list[Any], got: Any) -> bool:
    """A list item by item; of sums month by month a case may show the first ones only."""
    if not isinstance(got, list):
        return False
    if expected and all(isinstance(item, Decimal) for item in expected):
        got = got[: len(expected)]
    return len(got) == len(expected) and all(map(same, expected, got))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.law.golden", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a case")
    args = parser.parse_args(arguments)
    tally: Counter[str] = Counter()
    for line in args.file.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        case = json.loads(line, parse_float=Decimal)
        state, seen = check(case)
        tally[state] += 1
        if args.json:
            print(json.dumps({"id": case["id"], "state": state, "seen": seen}, ensure_ascii=False))
        elif state in ("differs", "refused"):
            print(f"{case['id']} {state}: {seen}")
        elif state == "unsupported":
            print(f"{case['id']} unsupported: {seen}")
    if not args.json:
        print(", ".join(f"{count} {state}" for state, count in sorted(tally.items())))
    return 1 if tally["differs"] or tally["refused"] else 0
