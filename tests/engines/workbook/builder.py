"""Builds workbooks in memory the way offices lay them out. Identity numbers are fictional."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from gongyue.kernel.ids import check_character

Line = Sequence[Any]


def identity(birth: str, sequence: int = 11, area: str = "430102") -> str:
    """A checksum-valid, fictional identity number; birth as YYYYMMDD."""
    body = f"{area}{birth}{sequence:03d}"
    return body + check_character(body)


@dataclass
class Tab:
    """One sheet: lines from the top; merges as Excel ranges whose first cell holds the text."""

    name: str
    lines: Sequence[Line]
    merges: Sequence[str] = ()
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()


def xlsx(*tabs: Tab, date_1904: bool = False) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(target, options | {"date_1904": date_1904})
    for tab in tabs:
        _write(book, tab)
    book.close()
    return target.getvalue()


def _write(book: Any, tab: Tab) -> None:
    sheet = book.add_worksheet(tab.name)
    for number, line in enumerate(tab.lines):
        for column, cell in enumerate(line):
            if cell is not None and cell != "":
                sheet.write(number, column, cell)
    for place in tab.merges:
        row, column = xlsxwriter.utility.xl_cell_to_rowcol(place.split(":")[0])
        line = tab.lines[row]
        sheet.merge_range(place, line[column] if column < len(line) else "")
    _hide(sheet, tab)


def _hide(sheet: Any, tab: Tab) -> None:
    for number in tab.hidden_rows:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for letter in tab.hidden_columns:
        sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    if tab.hidden:
        sheet.hide()


def csv_bytes(lines: Sequence[Line], encoding: str = "utf-8", separator: str = ",") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=separator).writerows(lines)
    return target.getvalue().encode(encoding)
