"""The first rows of a table or text, to see what was handed in."""

import csv
import io
from collections.abc import Iterable
from itertools import islice
from typing import Any

from gongyue.apps.documents.reading.refusals import NotTaken
from gongyue.apps.documents.reading.sniffing import text_of

ROWS, COLUMNS, CELL = 40, 12, 120
LINES, LINE = 200, 300
DAMAGED = "这个表格打不开，文件可能坏了，或者有密码。请在 Excel 里另存后再传。"


def first_rows(content: bytes, media: str) -> dict[str, Any]:
    """{"rows": [[text, …], …]} or {"lines": [text, …]}, and "more": whether that is not all."""
    if media in {"xlsx", "xls"}:
        return _cut(_sheet(content))
    text = text_of(content) or ""
    if media == "csv":
        return _cut(_csv(text))
    lines = text.splitlines()
    return {"lines": [line[:LINE] for line in lines[:LINES]], "more": len(lines) > LINES}


def look(content: bytes) -> None:
    """Whether the workbook opens. Raises NotTaken."""
    list(islice(_sheet(content), 1))


def _sheet(content: bytes) -> Iterable[list[Any]]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(nrows=ROWS + 1)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError):
        raise NotTaken(DAMAGED) from None


def _csv(text: str) -> Iterable[list[str]]:
    head = text[:4_096]
    comma = max(",\t;", key=head.count)
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=comma), ROWS + 1))
    except csv.Error:
        return [[line] for line in text.splitlines()[: ROWS + 1]]


def _cut(rows: Iterable[list[Any]]) -> dict[str, Any]:
    found = list(rows)
    shown = [[_cell(cell) for cell in row[:COLUMNS]] for row in found[:ROWS]]
    wide = any(len(row) > COLUMNS for row in found)
    return {"rows": shown, "more": len(found) > ROWS or wide}


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    whole = text.removesuffix(".0") if text.count(".") == 1 else text
    return whole[:CELL]
