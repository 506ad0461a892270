"""What the reader hands back: sheets, rows, people and everything that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = Decimal | date | str | bool | int | dict[int, str]
Values: TypeAlias = dict[str, Value]

ROLES = ("roster", "contracts", "attendance", "payroll", "insurance", "leave", "unknown")


class BareMonth(date):
    """A date of which only year and month were written; its day is 1 and proves nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost. Bytes as named; cells count the filled rectangle of a sheet.

    Measured: a kept row of 13 values costs about 750 bytes, so kept_values (and a million CSV
    rows) end near 1 GB; a rectangle of 8 million cells costs about 250 MB while it is open.
    scan_…: for pictures and PDF, which a child process reads; pixels of one picture.
    """

    file_bytes: int = 60_000_000
    csv_bytes: int = 200_000_000
    expanded_bytes: int = 600_000_000
    ratio: int = 300
    parts: int = 5_000
    sheets: int = 256
    rows: int = 400_000
    csv_rows: int = 1_000_000
    columns: int = 300
    cells: int = 8_000_000
    kept_values: int = 15_000_000
    cell_characters: int = 32_767
    text_bytes: int = 250_000_000
    merges: int = 400_000
    problems_of_a_kind: int = 200
    scan_pages: int = 40
    scan_pixels: int = 60_000_000
    scan_seconds: int = 300
    scan_memory_bytes: int = 4_000_000_000


class UnreadableWorkbook(Exception):
    """The file as a whole was refused; message_zh says why and what to do."""

    def __init__(self, code: str, message_zh: str) -> None:
        super().__init__(f"{code}: {message_zh}")
        self.code = code
        self.message_zh = message_zh


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out or is in doubt. row is 1-based as Excel shows it; 0 = none.

    rows: where one problem speaks for several cells of a column, all of their rows.
    """

    sheet: str
    row: int
    column: str | None
    code: str
    message_zh: str
    rows: tuple[int, ...] = ()


@dataclass(slots=True)
class Row:
    """One line of a table. A blank cell is absent from values.

    unreadable names the fields whose cell held something that could not be understood: absent
    from values too, but not blank. more holds further contract terms written on the same line.
    doubts: Chinese sentences on what only a remark tells; the person they belong to shows them.
    """

    number: int
    values: Values
    hidden: bool = False
    unreadable: tuple[str, ...] = ()
    more: tuple[Values, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a person says a sheet is: its role, and the row (1-based) where its header ends."""

    role: str = ""
    header_row: int = 0


@dataclass(slots=True)
class Sheet:
    """One table of a workbook. header_row is the last row of the header, 1-based; 0 = none.

    month is set for sheets of one month, year when a title or name says it. legend: what the
    marks of an attendance sheet mean where the sheet itself explains them.
    """

    name: str
    role: str
    header_row: int
    mapping: dict[str, str]
    headers: dict[str, str]
    hidden: bool = False
    month: date | None = None
    rows: list[Row] = field(default_factory=list)
    year: int | None = None
    title: str = ""
    legend: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """One human being as far as the workbook tells; rows by role of the sheet they stand in.

    doubts are Chinese sentences; doubtful_rows names (sheet, row) joined by name only.
    """

    key: str
    name: str
    id_number: str | None
    rows: dict[str, list[tuple[Sheet, Row]]]
    doubts: tuple[str, ...] = ()
    doubtful_rows: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple[Sheet, ...]
    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    name: str = ""
