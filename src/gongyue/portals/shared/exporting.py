"""导出: what a list shows, as a workbook or as CSV; docs/how-to/export-a-list.md.

The view hands over the same rows it shows, so the filters and rights are the page's own.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime, now

from gongyue.engines.workbook import escape_cell

ROWS = 20_000  # a list longer than this is narrowed first
LONGEST_CELL = 32_000
WIDEST, NARROWEST = 48, 8
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# Digits that a spreadsheet would turn into a number and lose: long ones, and leading zeros.
DIGITS = re.compile(r"\d{12,}|0\d+")
Value = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True)
class Column:
    """One column of the file: the heading on screen, and the value of a row."""

    heading: str
    value: Callable[[Any], Value]


def exported(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column],
    rows: Callable[[], Sequence[Any]],
    *,
    told: Mapping[str, str] | None = None,
    before: Callable[[int], object] | None = None,
) -> HttpResponse | None:
    """The list as a file when `?export=xlsx` or `csv` asks for it, else None.

    rows: all rows under the filters of the page, at most ROWS + 1 of them. told: label → text for
    the sheet of remarks. before: called with the number of rows before the file leaves; records
    the access where the list is about people.
    """
    kind = request.GET.get("export", "")
    if kind not in KINDS:
        return None
    name = f"样例 {name}" if getattr(request, "sample", False) else name
    found = list(rows())
    if len(found) > ROWS:
        text = f"这个列表超过 {ROWS} 行，一次导不出来。请先用部门、状态等条件缩小范围再导出。"
        messages.error(request, text)
        return redirect(_without_export(request))
    if before is not None:
        before(len(found))
    lines = [[_plain(column.value(row)) for column in columns] for row in found]
    headings = [column.heading for column in columns]
    if kind == "csv":
        return _answer(name, kind, csv_of(headings, lines))
    notes = {**_notes(request, name, len(found)), **(told or {})}
    return _answer(name, kind, xlsx_of(name, headings, lines, notes))


def csv_of(headings: Sequence[str], lines: Sequence[Sequence[Value]]) -> bytes:
    """UTF-8 with the mark that Excel needs; nothing in it runs, no digit gets lost."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([escape_cell(heading) for heading in headings])
    writer.writerows([_csv_cell(value) for value in line] for line in lines)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def xlsx_of(
    name: str,
    headings: Sequence[str],
    lines: Sequence[Sequence[Value]],
    notes: Mapping[str, str],
) -> bytes:
    """A sheet of the list and a sheet that says what it is; text is text, no cell a formula."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        _list_sheet(book, name, headings, lines)
        remarks = book.add_worksheet("说明")
        remarks.set_column(0, 0, 14)
        remarks.set_column(1, 1, 60)
        for at, (label, text) in enumerate(notes.items()):
            remarks.write_string(at, 0, label)
            remarks.write_string(at, 1, text)
    return target.getvalue()


def _list_sheet(
    book: Any, name: str, headings: Sequence[str], lines: Sequence[Sequence[Value]]
) -> None:
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31] or "列表")
    head = book.add_format({"bold": True, "bg_color": "#EFEBE0", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "#,##0.00"})
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, head)
        sheet.set_column(at, at, _width(heading, [line[at] for line in lines[:200]]))
    for number, line in enumerate(lines, start=1):
        for at, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, day)
            elif isinstance(value, Decimal):
                sheet.write_number(number, at, value, money)
            elif isinstance(value, int):
                sheet.write_number(number, at, value)
            elif value:
                sheet.write_string(number, at, value, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(lines), 1), max(len(headings) - 1, 0))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _plain(value: Value) -> str | int | Decimal | date | None:
    """Moments as a clerk writes them, in the city's time; yes and no in words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, str):
        return value.replace("\x00", "")[:LONGEST_CELL]
    return value


def _csv_cell(value: Value) -> Value:
    if isinstance(value, str):
        return f"{value}\t" if DIGITS.fullmatch(value) else escape_cell(value)
    return value


def _width(heading: str, values: Sequence[Value]) -> int:
    longest = max((_shown(value) for value in values), default=0)
    return min(max(_shown(heading) + 4, longest + 2, NARROWEST), WIDEST)


def _shown(value: Value) -> int:
    """Chinese characters are two wide."""
    text = "" if value is None else str(value)
    return sum(2 if ord(letter) > 255 else 1 for letter in text[:60])


def _notes(request: HttpRequest, name: str, rows: int) -> dict[str, str]:
    moment = localtime(now())
    return {
        "内容": name,
        "行数": str(rows),
        "导出人": getattr(request.user, "name", "") or "本人",
        "导出时间": f"{moment:%Y-%m-%d %H:%M}",
        "注意": "内含单位和个人信息，只作导出时的用途，用完请删除。",
    }


def _without_export(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("export", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def attachment(content: bytes, file_name: str) -> HttpResponse:
    """A workbook as a download: nothing of an uploaded file is shown as a page of ours."""
    kind = file_name.rpartition(".")[2].lower()
    kinds = {**KINDS, "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12"}
    response = HttpResponse(content, content_type=kinds.get(kind, "application/octet-stream"))
    header = content_disposition_header(as_attachment=True, filename=file_name)
    response["Content-Disposition"] = header
    return response


def _answer(name: str, kind: str, content: bytes) -> HttpResponse:
    return attachment(content, f"{name}-{localtime(now()):%Y%m%d-%H%M}.{kind}")
