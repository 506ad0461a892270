"""Pages of recognised or printed text put together into sheets of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gongyue.engines.workbook.scanned.columns import (
    Word,
    column_of,
    columns_of,
    is_regular,
    lines_of,
)
from gongyue.engines.workbook.scanned.evidence import doubt_torn_rows, doubt_what_does_not_fit
from gongyue.engines.workbook.scanned.models import Scan, Scanned, ScannedSheet
from gongyue.kernel.ids import check_character

MISPLACED = 0.5  # every cell of a table whose lines do not agree is looked at by a person
_IDENTITY = re.compile(r"\d{17}[\dXx]")
_LONG = re.compile(r"[\dXx]{15,21}")


@dataclass(slots=True)
class Seen:
    """A cell on a page before it has a row of the sheet: its place within one table."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    confidence: float
    picture: bytes = b""


@dataclass(slots=True)
class Part:
    """A table of a page, or the words that stand outside of any; top orders them."""

    top: float
    columns: int
    cells: list[Seen] = field(default_factory=list)
    loose: bool = False

    @property
    def rows(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)


def loose_part(words: Sequence[Word]) -> Part | None:
    """Words outside of ruled tables, by their places."""
    if not words:
        return None
    lines = lines_of(words)
    columns = columns_of(lines)
    misplaced = not is_regular(lines)
    part = Part(min(word.box[1] for word in words), max(len(columns), 1), loose=True)
    many: Counter[tuple[int, int]] = Counter()
    for row, line in enumerate(lines):
        texts: dict[int, list[Word]] = {}
        for word in line:
            texts.setdefault(column_of(word, columns), []).append(word)
        for column, found in sorted(texts.items()):
            text = " ".join(word.text for word in found)
            sure = min(word.confidence for word in found)
            if misplaced:
                sure = min(sure, MISPLACED)
            part.cells.append(Seen(row, column, 1, 1, text, sure))
            many[row, column] = len(found)
    doubt_torn_rows(part.cells, many)
    return part


def scan_of(pages: Iterable[Sequence[Part]], *, recognised: bool, seconds: float) -> Scan:
    """Sheets of all pages; a page whose main table has as many columns goes on below the last."""
    found = Scan(recognised=recognised, seconds=seconds)
    pages = [_doubted(parts) if recognised else parts for parts in pages]
    widths: list[int] = []
    firsts: list[int] = []
    ends: list[int] = []
    said: set[str] = set()
    for number, parts in enumerate(pages, start=1):
        found.pages = number
        if not any(part.cells for part in parts):
            continue
        width = max(parts, key=lambda part: len(part.cells)).columns
        if not widths or widths[-1] != width:
            found.sheets.append(ScannedSheet(""))
            widths.append(width)
            firsts.append(number)
            ends.append(0)
            said = set()
        parts = [_without_repeats(part, said) for part in parts]
        ends[-1] = _append(found.sheets[-1], parts, ends[-1], number)
        found.sheets[-1].name = _name(firsts[-1], number)
    return found


def _doubted(parts: Sequence[Part]) -> Sequence[Part]:
    for part in parts:
        doubt_what_does_not_fit(part.cells)
    return parts


def _without_repeats(part: Part, said: set[str]) -> Part:
    """A title that stands on every page is told once."""
    if not part.loose:
        return part
    kept = [cell for cell in part.cells if cell.text not in said]
    said |= {cell.text for cell in kept if len(cell.text) > 2}
    return Part(part.top, part.columns, kept, loose=True)


def _name(first: int, last: int) -> str:
    return f"第{first}页" if first == last else f"第{first}-{last}页"


def _append(sheet: ScannedSheet, parts: Sequence[Part], start: int, page: int) -> int:
    for part in sorted(parts, key=lambda part: part.top):
        for cell in part.cells:
            if cell.text or cell.picture:
                sheet.cells.append(_scanned(cell, start, page))
        start += part.rows
    return start


def _scanned(cell: Seen, start: int, page: int) -> Scanned:
    text = cell.text.strip()
    return Scanned(
        row=start + cell.row,
        column=cell.column,
        text=text,
        confidence=round(_checked(text, cell.confidence), 3),
        page=page,
        rows=cell.rows,
        columns=cell.columns,
        picture=cell.picture,
    )


def _checked(text: str, confidence: float) -> float:
    """A number of identity whose last character does not fit was misread, however sure."""
    bare = re.sub(r"\s", "", text)
    if not _LONG.fullmatch(bare) or confidence == 1.0:
        return confidence
    if _IDENTITY.fullmatch(bare):
        return confidence if check_character(bare[:17]) == bare[17].upper() else 0.0
    return 0.0 if len(bare) == 17 else confidence
