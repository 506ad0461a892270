"""Problems as they come up, each kind bounded so that a hostile sheet cannot flood memory."""

from __future__ import annotations

from collections import Counter

from gongyue.engines.workbook.models import Problem


class Notes:
    """Collects problems; beyond the bound of a kind in a column only their number is kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.problems: list[Problem] = []
        self._seen: Counter[tuple[str, str | None, str]] = Counter()
        self._told: set[tuple[str, int]] = set()

    def add(self, sheet: str, row: int, column: str | None, code: str, message_zh: str) -> None:
        key = (sheet, column, code)
        self._seen[key] += 1
        if self._seen[key] <= self.most:
            self.problems.append(Problem(sheet, row, column, code, message_zh))

    def hidden_row(self, sheet: str, row: int, *, taken: bool = False) -> None:
        if (sheet, row) not in self._told:
            self._told.add((sheet, row))
            done = "已按要求读取" if taken else "未采用"
            self.add(sheet, row, None, "row.hidden", f"第{row}行被隐藏，{done}")

    def all(self) -> tuple[Problem, ...]:
        """Everything noted, and for each kind cut off a line that says how many more."""
        more = [
            Problem(sheet, 0, column, code, f"同类问题另有{count - self.most}处，未逐一列出")
            for (sheet, column, code), count in self._seen.items()
            if count > self.most
        ]
        return (*self.problems, *more)
