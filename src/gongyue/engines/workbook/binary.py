"""A workbook of before 2007 (.xls, .et): measured record by record before anything parses it.

The records are those of the binary interchange file format; values are read by calamine, which
keeps the filled rectangle of a sheet in memory, so that rectangle is measured here first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongyue.engines.workbook.hidden import Marks
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

Record = tuple[int, memoryview]

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILE_PASS, _BOUND_SHEET, _EPOCH, _STRINGS = 0x002F, 0x0085, 0x0022, 0x00FC
_ROW, _COLUMNS, _MERGED = 0x0208, 0x007D, 0x00E5
_NUMBER, _SMALL, _LABEL, _SHARED, _RICH = 0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6
_TRUTH, _MANY = 0x0205, 0x00BD
_FORMULAS = (0x0006, 0x0206, 0x0406)
_CELLS = {_NUMBER, _SMALL, _LABEL, _SHARED, _RICH, _TRUTH, _MANY, *_FORMULAS}
_WORKSHEET = 0
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@dataclass(slots=True)
class Binary:
    """What the records say beside the values: one entry a worksheet, in the file's order."""

    names: list[str] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    marks: list[Marks] = field(default_factory=list)
    epoch_1904: bool = False
    macros: bool = False


def is_of_1997(stream: bytes) -> bool:
    """Whether the records are those of 1997 and later, with texts in Unicode."""
    return stream[:2] == b"\x09\x08" and stream[4:6] == b"\x00\x06"


def scan_binary(content: bytes, workbook: bytes, limits: Limits) -> Binary:
    """Measure an .xls by its stream. Raises UnreadableWorkbook when it would not be bounded."""
    stream = memoryview(workbook)
    found = Binary(macros="_VBA_PROJECT".encode("utf-16-le") in content)
    places: list[int] = []
    lengths: list[int] = []
    records = _records(stream, 0)
    for kind, told in records:
        if kind == _FILE_PASS:
            raise refuse("file.password")
        if kind == _EPOCH and len(told) > 1:
            found.epoch_1904 = bool(_word(told, 0))
        elif kind == _BOUND_SHEET and len(told) > 7 and told[5] == _WORKSHEET:
            places.append(int(struct.unpack_from("<I", told)[0]))
            found.hidden.append(bool(told[4] & 3))
        elif kind == _STRINGS:
            lengths = [len(told)]
        elif kind == _CONTINUE and lengths:
            lengths.append(len(told))
        elif kind == _EOF:
            break
    _measure(found, stream, places, sum(lengths), limits)
    return found


def _measure(
    found: Binary, stream: memoryview, places: list[int], texts: int, limits: Limits
) -> None:
    if not places:
        raise refuse("file.no_sheets")
    if len(places) > limits.sheets:
        raise refuse("file.too_many_sheets", limit=limits.sheets)
    rows = shared = 0
    for number, place in enumerate(places, start=1):
        marks, its_shared = _scan(stream, place, f"第 {number} 张", limits)
        found.marks.append(marks)
        rows, shared = rows + marks.rows, shared + its_shared
        if rows > limits.rows:
            raise refuse("file.too_many_rows", limit=limits.rows)
    longest = min(texts, limits.cell_characters * 2)
    if shared * longest > limits.text_bytes and _real_text(stream, limits) > limits.text_bytes:
        raise refuse("file.too_many_cells", sheet="全部")


def _records(stream: memoryview, at: int) -> Iterator[Record]:
    end = len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > end:
            raise refuse("file.corrupt")
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _word(told: memoryview, at: int) -> int:
    return told[at] | told[at + 1] << 8


def _scan(stream: memoryview, place: int, name: str, limits: Limits) -> tuple[Marks, int]:
    """Marks of one sheet and how many of its cells show a shared string."""
    marks, rows, shared = Marks(), set[int](), 0
    for kind, told in _own_records(stream, place):
        if kind not in _CELLS:
            _note_other(marks, kind, told)
            continue
        rows.add(_word(told, 0))
        shared += kind == _SHARED
        _note_cell(marks, kind, told)
        if marks.last_column >= limits.columns:
            raise refuse("file.too_many_columns", sheet=name, limit=limits.columns)
    marks.rows = len(rows)
    if marks.last_row * (marks.last_column + 1) > limits.cells or marks.merges > limits.merges:
        raise refuse("file.too_many_cells", sheet=name)
    return marks, shared


def _own_records(stream: memoryview, place: int) -> Iterator[Record]:
    """The records of the sheet that begins here, without those of a chart within it."""
    depth = 0
    for kind, told in _records(stream, place):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and len(told) >= 4:
            yield kind, told


def _note_cell(marks: Marks, kind: int, told: memoryview) -> None:
    row, column = _word(told, 0), _word(told, 2)
    last = _word(told, len(told) - 2) if kind == _MANY else column
    marks.last_column = max(marks.last_column, last)
    marks.last_row = max(marks.last_row, row + 1)
    code = None
    if kind == _TRUTH and len(told) > 7 and told[7]:
        code = told[6]
    elif kind in _FORMULAS and len(told) > 13 and told[6] == 2 and _word(told, 12) == 0xFFFF:
        code = told[8]
    if code is not None:
        marks.errors[row + 1, column] = _ERRORS.get(code, "#VALUE!")


def _note_other(marks: Marks, kind: int, told: memoryview) -> None:
    if kind == _ROW and len(told) > 13 and _word(told, 12) & 0x20:
        marks.hidden_rows.add(_word(told, 0) + 1)
    elif kind == _COLUMNS and len(told) > 9 and _word(told, 8) & 1:
        marks.hidden_columns.update(range(_word(told, 0), min(_word(told, 2), 255) + 1))
    elif kind == _MERGED:
        marks.merges += _word(told, 0)


def _real_text(stream: memoryview, limits: Limits) -> int:
    """Bytes of all shared strings as often as cells show them; one pass, only for large files."""
    lengths = _string_lengths(stream)
    total = 0
    for kind, told in _records(stream, 0):
        if kind == _SHARED and len(told) >= 10:
            number = int(struct.unpack_from("<I", told, 6)[0])
            total += lengths[number] if number < len(lengths) else 0
            if total > limits.text_bytes:
                break
    return total


def _string_lengths(stream: memoryview) -> list[int]:
    """Characters of each shared string, as far as the table can be walked."""
    parts: list[memoryview] = []
    for kind, told in _records(stream, 0):
        if kind == _STRINGS:
            parts = [told[8:]]
        elif parts and kind == _CONTINUE:
            parts.append(told)
        elif parts:
            break
    walk = _Walk(parts)
    lengths = []
    while walk.has_more():
        lengths.append(walk.one())
    return lengths


class _Walk:
    """Along a table of strings that is cut into records; a cut text says anew how wide it is."""

    def __init__(self, parts: list[memoryview]) -> None:
        self.parts, self.part, self.at = parts, 0, 0

    def has_more(self) -> bool:
        while self.part < len(self.parts) and self.at >= len(self.parts[self.part]):
            self.part, self.at = self.part + 1, 0
        return self.part < len(self.parts) and self.at + 3 <= len(self.parts[self.part])

    def one(self) -> int:
        told = self.parts[self.part]
        count, flags = _word(told, self.at), told[self.at + 2]
        self.at += 3
        extra = 0
        if flags & 8 and self.at + 2 <= len(told):
            extra, self.at = _word(told, self.at) * 4, self.at + 2
        if flags & 4 and self.at + 4 <= len(told):
            extra += int(struct.unpack_from("<I", told, self.at)[0])
            self.at += 4
        self._skip_text(count, 2 if flags & 1 else 1)
        self._skip(extra)
        return count

    def _skip_text(self, count: int, width: int) -> None:
        while count and self.part < len(self.parts):
            room = (len(self.parts[self.part]) - self.at) // width
            taken = min(room, count)
            self.at, count = self.at + taken * width, count - taken
            if count:
                self.part, self.at = self.part + 1, 1
                if self.part < len(self.parts) and len(self.parts[self.part]):
                    width = 2 if self.parts[self.part][0] & 1 else 1

    def _skip(self, size: int) -> None:
        while size and self.part < len(self.parts):
            taken = min(len(self.parts[self.part]) - self.at, size)
            self.at, size = self.at + taken, size - taken
            if size:
                self.part, self.at = self.part + 1, 0
