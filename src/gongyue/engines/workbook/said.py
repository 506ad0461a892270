"""Problems of a book arranged as they are written back into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongyue.engines.workbook.models import Problem


@dataclass(slots=True)
class Notes:
    """What is said of one sheet: lines by row, cells (letter, row) to mark, and of the whole;
    `said` is what stands in the comment of a cell."""

    lines: dict[int, list[str]] = field(default_factory=dict)
    cells: set[tuple[str, int]] = field(default_factory=set)
    whole: list[str] = field(default_factory=list)
    said: dict[tuple[str, int], list[str]] = field(default_factory=dict)


def notes_of(problems: Sequence[Problem]) -> dict[str, Notes]:
    """Problems by sheet; one that speaks for many rows is written beside each of them."""
    found: dict[str, Notes] = {}
    for problem in problems:
        notes = found.setdefault(problem.sheet, Notes())
        where = f"{problem.column}列：" if problem.column else ""
        text = problem.message_zh.split("；同一列这类问题共")[0]
        for row in problem.rows or ((problem.row,) if problem.row else ()):
            notes.lines.setdefault(row, []).append(f"{where}{text}")
            if problem.column:
                notes.cells.add((problem.column, row))
                notes.said.setdefault((problem.column, row), []).append(text)
        if not problem.row:
            notes.whole.append(f"{where}{text}")
    return found
