"""What was read of a file, written out anew as .xlsx with its problems beside each line."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import xlsxwriter

from gongyue.engines.workbook.cells import Doubtful, Raw
from gongyue.engines.workbook.commenting import AUTHOR, comments_of
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.models import Limits, Workbook
from gongyue.engines.workbook.reading import Hints, raw_of
from gongyue.engines.workbook.said import Notes

HEADING = "问题"
_LONGEST = 2_000
BUBBLE = {"author": AUTHOR, "x_scale": 2.2, "y_scale": 1.6}
_LONG_DIGITS = re.compile(r"\d{12,}|0\d+")


def replica_of(
    content: bytes, book: Workbook, notes: Mapping[str, Notes], hints: Hints, limits: Limits
) -> bytes:
    """An .xlsx of every sheet that was read, in constant memory; texts stay texts."""
    target = io.BytesIO()
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }  # fmt: skip
    file = xlsxwriter.Workbook(target, options)
    looks = {
        "text": file.add_format({"num_format": "@"}),
        "day": file.add_format({"num_format": "yyyy-mm-dd"}),
        "mark": file.add_format({"num_format": "@", "bg_color": "#FFF0C2"}),
        "said": file.add_format({"bg_color": "#FFF0C2", "text_wrap": True, "valign": "top"}),
    }
    headers = {sheet.name: sheet.header_row for sheet in reversed(book.sheets)}
    names: set[str] = set()
    for raw in raw_of(content, book.name, limits, hints):
        sheet = file.add_worksheet(_name(raw.name, names))
        told = notes.get(raw.name)
        _write(sheet, raw, told, headers.get(raw.name, 1), looks)
    file.close()
    return target.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """As Excel allows it: 31 characters, none of a few, each name once."""
    bare = re.sub(r"[\[\]:*?/\\']", " ", wanted)[:28].strip() or "表"
    for number in count(1):
        name = bare if number == 1 else f"{bare}{number}"
        if name.lower() not in taken:
            taken.add(name.lower())
            return name
    raise AssertionError


def _write(sheet: Any, raw: Any, told: Notes | None, head: int, looks: Mapping[str, Any]) -> None:
    ours = max(raw.marks.last_column + 1, _width(raw))
    sheet.set_column(0, max(ours - 1, 0), 14)
    sheet.set_column(ours, ours, 60)
    comments = dict(comments_of(told)) if told else {}
    for first, lines in raw.lines():
        for at, line in enumerate(lines, start=first):
            for index, value in enumerate(line):
                column = index + raw.offset
                place = (column_letter(column), at)
                marked = told is not None and place in told.cells
                _put(sheet, at - 1, column, value, looks, marked=marked)
                if text := comments.get(place, ""):
                    sheet.write_comment(at - 1, column, text, BUBBLE)
            if text := _said(told, at, head):
                sheet.write_string(at - 1, ours, text[:_LONGEST], looks["said"])


def _width(raw: Any) -> int:
    """Columns of the widest line."""
    widest = 0
    for _, lines in raw.lines():
        widest = max(widest, max((len(line) for line in lines), default=0))
    return widest + int(raw.offset)


def _said(told: Notes | None, row: int, head: int) -> str:
    if told is None:
        return ""
    lines = list(dict.fromkeys(told.lines.get(row, ())))
    if row == head:
        lines = [HEADING, *told.whole, *lines]
    return "\n".join(lines)


def _put(
    sheet: Any, row: int, column: int, value: Raw, looks: Mapping[str, Any], *, marked: bool
) -> None:
    if value == "":
        return
    if isinstance(value, Doubtful):
        value, marked = value.shown, True
    if isinstance(value, (bool, time, timedelta)):
        value = str(value)
    if isinstance(value, str):
        look = looks["mark"] if marked else looks["text"] if _LONG_DIGITS.fullmatch(value) else None
        sheet.write_string(row, column, value[:32_000], look)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, column, value, looks["mark"] if marked else looks["day"])
    else:
        sheet.write_number(row, column, value, looks["mark"] if marked else None)
