"""The way in: a file becomes sheets of typed rows and joined people."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from gongyue.engines.workbook.asides import without_asides
from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.detecting import Wish, detect
from gongyue.engines.workbook.finishing import finish
from gongyue.engines.workbook.flat import with_rosters
from gongyue.engines.workbook.folding import fold_days, fold_overtime_grid, fold_shifts
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.joining import join
from gongyue.engines.workbook.models import Limits, Shape, Sheet, UnreadableWorkbook, Workbook
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.papers import sheets_of_scan
from gongyue.engines.workbook.refusals import refuse
from gongyue.engines.workbook.roles import month_in
from gongyue.engines.workbook.scanned import Scan, is_paper, scan_file
from gongyue.engines.workbook.sources import RawSheet, content_of, is_text, raw_sheets
from gongyue.engines.workbook.table import Shared, Table

_HEAD = 260
_LOOKED_BACK = 3
# How to fill a template in, what an export holds: no table of people.
_REMARKS = re.compile(r"(填表|填写|使用|导入|模板|导出)?说明")


@dataclass(frozen=True, slots=True)
class Hints:
    """shapes: sheet → what it is. scan: an earlier reading of this paper, which is slow to read
    twice. corrections: sheet → address (B3) → the text of a cell of the scan."""

    shapes: Mapping[str, Shape] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    scan: Scan | None = None


def read(  # noqa: PLR0913 - what a caller may say about one file
    source: bytes | Path,
    *,
    name: str,
    include_hidden: bool = False,
    limits: Limits | None = None,
    overrides: Mapping[str, Mapping[str, str | None]] | None = None,
    on: date | None = None,
    hints: Hints | None = None,
) -> Workbook:
    """Read a workbook of any layout.

    name: the file's name, which may tell the year; the kind of file is found from its content.
    overrides: sheet → column letter → field name or None, a person's corrections.
    hints: what else a person or an earlier reading has said about this file.
    on: lets months without any year be placed in the latest year that fits, with a problem.
    Raises UnreadableWorkbook when the file as a whole is refused.
    """
    limits = limits or Limits()
    notes = Notes(limits.problems_of_a_kind)
    content = content_of(source, limits)
    hints = hints or Hints()
    file_year, _ = month_in(Path(name).stem)
    shared = Shared(room=limits.kept_values)
    wish = Wish(include_hidden, overrides or {}, file_year, shared, hints.shapes)
    sheets: list[Sheet] = []
    with _without_collector():
        for raw in _guarded(raw_of(content, name, limits, hints, notes)):
            sheets += _read_sheet(raw, wish, notes)
        finish(sheets, notes, file_year, on)
        sheets = without_asides(with_rosters(sheets), notes)
        people = join(sheets, notes)
    if not people:
        _say_nobody(content, sheets, notes)
    return Workbook(tuple(sheets), people, notes.all(), name)


def raw_of(
    content: bytes, name: str, limits: Limits, hints: Hints, notes: Notes | None = None
) -> Iterator[RawSheet]:
    """The sheets of a file as they stand in it. Raises UnreadableWorkbook."""
    if not is_paper(content):
        return raw_sheets(content, name, limits, notes.problems if notes else [])
    scan = hints.scan or scan_file(content, limits)
    return sheets_of_scan(scan, hints.corrections, limits)


def _say_nobody(content: bytes, sheets: list[Sheet], notes: Notes) -> None:
    """Nobody was found: a text without any table is no workbook, else it is said plainly."""
    if is_text(content) and all(sheet.role == "unknown" for sheet in sheets):
        raise refuse("file.no_table")
    message = "没有读到人员。请确认表格里有「姓名」列，下面有员工，工作表没有被隐藏"
    notes.add("", 0, None, "file.no_people", message)


def _note_doubts(raw: RawSheet, table: Table, notes: Notes) -> None:
    """Each cell that was not recognised for sure, headings aside: a person sees those anyway."""
    for row, column, text in raw.doubts:
        if row >= table.sheet.header_row:
            message = f"识别存疑，请核对：「{text[:40]}」，未采用"
            letter = column_letter(column)
            notes.add(table.sheet.name, row + 1, letter, "scan.doubtful", message)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Rows never form cycles; walking a million of them again and again costs a tenth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _guarded(sheets: Iterator[RawSheet]) -> Iterator[RawSheet]:
    """Memory that runs out on one absurd file is an answer about that file, not a crash."""
    try:
        yield from sheets
    except (MemoryError, RecursionError) as error:
        raise UnreadableWorkbook(
            "file.too_large", "文件过于复杂，读取时内存不够。请拆成几份再上传。"
        ) from error


def _read_sheet(raw: RawSheet, wish: Wish, notes: Notes) -> list[Sheet]:
    head = _head(raw)
    if _REMARKS.fullmatch(raw.name.strip()):
        return []
    if not any(cell != "" for line in head for cell in line):
        return []
    table = detect(raw, head, 0, wish, notes)
    _note_doubts(raw, table, notes)
    if raw.hidden:
        done = "已按要求读取" if wish.include_hidden else "未采用"
        notes.add(raw.name, 0, None, "sheet.hidden", f"工作表「{raw.name}」被隐藏，{done}")
        if not wish.include_hidden:
            return [table.sheet]
    return _tables(table, raw, wish, notes) if table.blocks else [table.sheet]


def _head(raw: RawSheet) -> list[list[Raw]]:
    """The first lines; a blank start of any length is read over."""
    if raw.first_lines is not None:
        return raw.first_lines
    found: list[list[Raw]] = []
    for _, lines in raw.lines():
        found += islice(lines, _HEAD if not found else 0)
        if any(cell != "" for line in found for cell in line):
            break
    return found


def _tables(table: Table, raw: RawSheet, wish: Wish, notes: Notes) -> list[Sheet]:
    """Stream the lines; another header further down starts another table of the sheet."""
    tables = [table]
    for first, lines in raw.lines():
        start = max(table.header.bottom + 1 - (first - 1), 0)
        while start < len(lines):
            end = table.take(first + start, lines[start:])
            if end is None:
                break
            at = start + end
            back = max(at - _LOOKED_BACK, start)
            fresh = detect(raw, lines[back : back + _HEAD], first - 1 + back, wish, notes)
            if not fresh.blocks or fresh.header.bottom < first - 1 + at:
                start = at + 1
                continue
            table = fresh
            tables.append(table)
            start = table.header.bottom + 1 - (first - 1)
    for one in tables:
        fold_shifts(one.sheet, one.shifts)
        fold_days(one.sheet)
        if one.overtime_grid:
            fold_overtime_grid(one.sheet)
    return [one.sheet for one in tables if one.sheet.rows or one is tables[0]]
