"""A sheet put together cell by cell, for formats whose files we walk ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.headers import Merge
from gongyue.engines.workbook.hidden import Marks
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse


@dataclass(slots=True)
class Room:
    """What is left of the limits, counted over all sheets of a file."""

    limits: Limits
    rows: int = 0
    cells: int = 0
    text: int = 0

    def take(self, text: Raw) -> None:
        self.cells += 1
        if isinstance(text, str):
            self.text += len(text)
            if len(text) > self.limits.cell_characters:
                raise refuse("file.cell_too_long", limit=self.limits.cell_characters)
        if self.cells > self.limits.cells or self.text > self.limits.text_bytes:
            raise refuse("file.too_many_cells", sheet="全部")


@dataclass(slots=True)
class Grid:
    """Rows and columns count from 0. Blank cells take no room but their place in a line."""

    name: str
    room: Room
    lines: list[list[Raw]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    hidden: bool = False

    def put(self, row: int, column: int, value: Raw) -> None:
        """Write a cell. Raises UnreadableWorkbook beyond the limits."""
        if value == "":
            return
        limits = self.room.limits
        if column >= limits.columns:
            raise refuse("file.too_many_columns", sheet=self.name, limit=limits.columns)
        self.room.take(value)
        self._reach(row)
        line = self.lines[row]
        if len(line) <= column:
            line.extend([""] * (column + 1 - len(line)))
        line[column] = value

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Cells that were joined; both counts are at least 1."""
        limits = self.room.limits
        if rows <= 1 and columns <= 1:
            return
        if len(self.merges) >= limits.merges:
            raise refuse("file.too_many_cells", sheet=self.name)
        last_row = min(row + rows, limits.rows) - 1
        last_column = min(column + columns, limits.columns) - 1
        self.merges.append(((row, column), (last_row, last_column)))

    def batches(self) -> Iterator[tuple[int, list[list[Raw]]]]:
        """Fresh copies of the lines: whoever reads may change them."""
        step = 20_000
        for start in range(0, len(self.lines), step):
            yield start + 1, [list(line) for line in self.lines[start : start + step]]

    def _reach(self, row: int) -> None:
        missing = row + 1 - len(self.lines)
        if missing <= 0:
            return
        self.room.rows += missing
        if self.room.rows > self.room.limits.rows:
            raise refuse("file.too_many_rows", limit=self.room.limits.rows)
        self.lines.extend([] for _ in range(missing))
