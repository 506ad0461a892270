"""A scan as raw sheets: what is sure as text, what is not as a doubt until somebody confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongyue.engines.workbook.cells import Doubtful, Raw
from gongyue.engines.workbook.grids import Grid, Room
from gongyue.engines.workbook.hidden import column_letter
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.scanned import Scan
from gongyue.engines.workbook.scanned.models import ScannedSheet
from gongyue.engines.workbook.sources import RawSheet

Corrections = Mapping[str, Mapping[str, str]]
_HEAD = 260


def address_of(row: int, column: int) -> str:
    """B3, as people and corrections name a cell; both counted from 0."""
    return f"{column_letter(column)}{row + 1}"


def sheets_of_scan(scan: Scan, corrections: Corrections, limits: Limits) -> Iterator[RawSheet]:
    """The sheets of a scan. corrections: sheet → address → text as a person read the paper."""
    room = Room(limits)
    for sheet in scan.sheets:
        yield _sheet(sheet, corrections.get(sheet.name, {}), room)


def _sheet(sheet: ScannedSheet, corrected: Mapping[str, str], room: Room) -> RawSheet:
    marked, plain = Grid(sheet.name, room), Grid(sheet.name, room)
    doubts: list[tuple[int, int, str]] = []
    for cell in sheet.cells:
        fixed = corrected.get(address_of(cell.row, cell.column))
        text = cell.text if fixed is None else fixed.strip()
        value: Raw = text
        if fixed is None and cell.is_doubtful:
            value = Doubtful.of(text)
            doubts.append((cell.row, cell.column, text))
        marked.put(cell.row, cell.column, value)
        plain.put(cell.row, cell.column, text)
        marked.merge(cell.row, cell.column, cell.rows, cell.columns)
    found = RawSheet(sheet.name, marked.batches, merges=marked.merges)
    found.first_lines = [list(line) for line in plain.lines[:_HEAD]]
    found.doubts = doubts
    return found
