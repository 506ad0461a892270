"""Problems as they come up, each kind bounded so that a hostile sheet cannot flood memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongyue.engines.workbook.models import Problem

_TOLD_ONE_BY_ONE = 10
_SPANS = 8
_ALWAYS_ONE_BY_ONE = ("id.", "row.", "join.", "scan.")


class Notes:
    """Collects problems; beyond the bound of a kind in a column only their number is kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.problems: list[Problem] = []
        self._kinds: dict[tuple[str, str | None, str], list[Problem]] = {}
        self._count: dict[tuple[str, str | None, str], int] = {}
        self._told: set[tuple[str, int]] = set()

    def add(self, sheet: str, row: int, column: str | None, code: str, message_zh: str) -> None:
        key = (sheet, column, code)
        self._count[key] = self._count.get(key, 0) + 1
        if self._count[key] <= self.most:
            problem = Problem(sheet, row, column, code, message_zh)
            self.problems.append(problem)
            self._kinds.setdefault(key, []).append(problem)

    def hidden_row(self, sheet: str, row: int, *, taken: bool = False) -> None:
        if (sheet, row) not in self._told:
            self._told.add((sheet, row))
            done = "已按要求读取" if taken else "未采用"
            self.add(sheet, row, None, "row.hidden", f"第{row}行被隐藏，{done}")

    def all(self) -> tuple[Problem, ...]:
        """Everything noted. What a whole column has in common is told once, with its rows; for
        other kinds that were cut off a line says how many more there are."""
        return tuple(self._told_shortly())

    def _told_shortly(self) -> Iterator[Problem]:
        condensed = {key for key in self._kinds if self._is_condensed(key)}
        for problem in self.problems:
            key = (problem.sheet, problem.column, problem.code)
            if key not in condensed:
                yield problem
            elif problem is self._kinds[key][0]:
                yield self._condensed(key)
        for key, count in self._count.items():
            if count > self.most and key not in condensed:
                more = f"同类问题另有{count - self.most}处，未逐一列出"
                yield Problem(key[0], 0, key[1], key[2], more)

    def _is_condensed(self, key: tuple[str, str | None, str]) -> bool:
        _, column, code = key
        by_cell = column is not None and not code.startswith(_ALWAYS_ONE_BY_ONE)
        return by_cell and self._count[key] > _TOLD_ONE_BY_ONE

    def _condensed(self, key: tuple[str, str | None, str]) -> Problem:
        kept, count = self._kinds[key], self._count[key]
        first = kept[0]
        rows = tuple(sorted({problem.row for problem in kept}))
        where = _spans(rows)
        more = "等" if count > len(kept) else ""
        message = f"{first.message_zh}；同一列这类问题共{count}处（第{where}{more}行）"
        return Problem(first.sheet, first.row, first.column, first.code, message, rows)


def _spans(rows: Sequence[int]) -> str:
    """2、4-9、11: rows in spans."""
    starts = [rows[0], *(two for one, two in pairwise(rows) if two != one + 1)]
    ends = [*(one for one, two in pairwise(rows) if two != one + 1), rows[-1]]
    spans = [str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True)]
    return "、".join(spans[:_SPANS]) + ("等" if len(spans) > _SPANS else "")
