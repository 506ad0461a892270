"""Worded multiple-choice problems of a file: answered by the rules, or not answered."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongyue.cli.bench._firm import peak_megabytes

NAME = "labour-calculation"
ARITHMETIC = "arithmetic"
HELP = "带选项的计算题 worded problems of a file: accuracy on answered, share answered"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file is never read by anything else and nothing of it is kept."""
    parser.add_argument("--file", type=Path, required=True, metavar="F",
                        help="一行一题 lines {id, question, answer}")  # fmt: skip
    parser.add_argument("--answers", type=Path, metavar="OUT",
                        help="逐题结果写到这里 write {id, answer, rule} a line")  # fmt: skip


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Accuracy on answered with its 95 % interval, share answered; beside it the best letter of
    the file always given. Scale repeats the file and changes only the time."""
    from gongyue.apps.knowledge.worded import answer

    problems = list(_problems(args.file))
    began = time.perf_counter()
    given = [answer(problem["question"]) for _ in range(args.scale) for problem in problems]
    seconds = time.perf_counter() - began
    if args.answers:
        _write(args.answers, problems, given)
    return {
        **_scores(problems, given),
        "ms_a_problem": round(seconds * 1_000 / max(len(given), 1), 2),
        "peak_megabytes": peak_megabytes(),
    }


def _problems(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                problem = json.loads(line)
                yield {"id": problem["id"], "question": str(problem["question"]),
                       "answer": str(problem.get("answer", "")).strip().upper()[:1]}  # fmt: skip
            except (ValueError, KeyError, TypeError) as error:
                raise SystemExit(
                    f"第{number}行不是一道题（要有 id、question、answer）。"
                ) from error


def _scores(problems: list[dict[str, Any]], given: list[Any]) -> dict[str, Any]:
    told = list(zip(problems, given, strict=False))
    answered = [(problem, one) for problem, one in told if one.letter]
    hits = [one for problem, one in answered if one.letter == problem["answer"]]
    right = [one.rule or ARITHMETIC for one in hits]
    letters = Counter(problem["answer"] for problem in problems)
    total = max(len(problems), 1)
    return {
        "problems": len(problems),
        "answered": len(answered),
        "share_answered": round(len(answered) / total, 3),
        "right": len(right),
        "accuracy_on_answered": round(len(right) / max(len(answered), 1), 3),
        "accuracy_interval_95": _wilson(len(right), len(answered)),
        "right_of_all": round(len(right) / total, 3),
        "baseline_best_letter": round(max(letters.values(), default=0) / total, 3),
        "by_rule": dict(Counter(one.rule or ARITHMETIC for _, one in answered)),
        "right_by_rule": dict(Counter(right)),
    }


def _wilson(right: int, of: int) -> list[float]:
    """Wilson's score interval of a share, 95 %."""
    if not of:
        return [0.0, 1.0]
    z, share = 1.96, right / of
    middle = share + z * z / (2 * of)
    spread = z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return [round((middle + side * spread) / (1 + z * z / of), 3) for side in (-1, 1)]


def _write(file: Path, problems: list[dict[str, Any]], given: list[Any]) -> None:
    rows = ({"id": problem["id"], "answer": one.letter, "rule": one.rule or None}
            for problem, one in zip(problems, given, strict=False))  # fmt: skip
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    file.write_text("".join(lines), encoding="utf-8")
