"""Workbooks of before 1997, and bare streams of records without a container, cell by cell.

Programs of attendance machines still write both, with texts in GBK and often without saying so.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.grids import Grid, Room
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

BARE = (
    b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00", b"\x09\x08\x06\x00", b"\x09\x08\x10\x00",
)  # fmt: skip
_BEGINNINGS, _END, _PASSWORD = (0x0009, 0x0209, 0x0409, 0x0809), 0x000A, 0x002F
_SHEETS, _CODEPAGE, _EPOCH = 0x0085, 0x0042, 0x0022
_FORMATS, _STYLES = (0x001E, 0x041E), (0x00E0, 0x0243, 0x0443)
_ROW, _COLUMNS, _MERGED = 0x0208, 0x007D, 0x00E5
_TEXTS, _RESULTS = (0x0204, 0x00D6), (0x0207, 0x0007)
_FORMULAS = (0x0206, 0x0406, 0x0006)
_ENCODINGS = {950: "big5", 932: "cp932", 949: "cp949", 1251: "cp1251"}
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_UNICODE = 0x0600
_DATED = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58}
_TIMED = {*range(18, 22), *range(32, 36), 45, 46, 47, 55, 56}
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


@dataclass(slots=True)
class _Book:
    """What the head of the file says. styles: number of the format of each cell style."""

    version: int = 0
    encoding: str = "gb18030"
    epoch_1904: bool = False
    styles: list[int] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    places: list[tuple[int, str, bool]] = field(default_factory=list)


def grids_of_records(stream: bytes, name: str, limits: Limits) -> list[Grid]:
    """The sheets of a stream of records. Raises UnreadableWorkbook."""
    try:
        return _Reader(memoryview(stream), name, limits).read()
    except (struct.error, IndexError) as error:
        raise refuse("file.corrupt") from error


class _Reader:
    def __init__(self, stream: memoryview, name: str, limits: Limits) -> None:
        self.stream, self.name, self.room = stream, name, Room(limits)
        self.book = _Book()
        self.grid = Grid(name, self.room)
        self.waiting: tuple[int, int] | None = None  # the formula whose text comes next

    def read(self) -> list[Grid]:
        is_bare = not self._head()
        if is_bare:
            self.book.places = [(0, self.name, False)]
        if len(self.book.places) > self.room.limits.sheets:
            raise refuse("file.too_many_sheets", limit=self.room.limits.sheets)
        found = []
        for place, name, hidden in self.book.places:
            self.grid = Grid(name, self.room, hidden=hidden)
            self._sheet(place)
            found.append(self.grid)
        return found

    def _head(self) -> bool:
        """Read the globals; False where the first stream is a sheet already."""
        kind, told, at = self._record(0)
        self.book.version = _word(told, 0) if kind == 0x0809 else 0
        is_book = kind == 0x0809 and _word(told, 2) == 0x0005
        while at + 4 <= len(self.stream) and kind != _END:
            kind, told, at = self._record(at)
            self._note_head(kind, told)
        return is_book and bool(self.book.places)

    def _note_head(self, kind: int, told: memoryview) -> None:
        book = self.book
        if kind == _PASSWORD:
            raise refuse("file.password")
        if kind == _CODEPAGE:
            book.encoding = _ENCODINGS.get(_word(told, 0), "gb18030")
        elif kind == _EPOCH:
            book.epoch_1904 = bool(_word(told, 0))
        elif kind in _FORMATS:
            number = _word(told, 0) if kind == 0x041E else len(book.formats)
            book.formats[number] = self._text(told, 2 if kind == 0x041E else 0, wide=False)
        elif kind in _STYLES:
            book.styles.append(_word(told, 2) if kind == 0x00E0 else told[1])
        elif kind == _SHEETS and len(told) > 6 and told[5] == 0:
            place = int(struct.unpack_from("<I", told)[0])
            book.places.append((place, self._text(told, 6, wide=False), bool(told[4] & 3)))

    def _record(self, at: int) -> tuple[int, memoryview, int]:
        kind, size = struct.unpack_from("<HH", self.stream, at)
        end = at + 4 + size
        if end > len(self.stream):
            raise refuse("file.corrupt")
        return kind, self.stream[at + 4 : end], end

    def _sheet(self, at: int) -> None:
        depth = 0
        while at + 4 <= len(self.stream):
            kind, told, at = self._record(at)
            if kind in _BEGINNINGS:
                depth += 1
            elif kind == _END:
                depth -= 1
                if depth <= 0:
                    return
            elif depth == 1:
                self._take(kind, told)

    def _take(self, kind: int, told: memoryview) -> None:
        if kind in _RESULTS:
            if self.waiting:
                self.grid.put(*self.waiting, self._text(told, 0, wide=kind == 0x0207))
            self.waiting = None
        elif kind == 0x00BD:
            self._many(told)
        elif kind in (0x0002, 0x0003, 0x0004, 0x0005):
            self._oldest(kind, told)
        elif kind in (0x0203, 0x027E, 0x0205, *_TEXTS, *_FORMULAS):
            self.grid.put(_word(told, 0), _word(told, 2), self._value(kind, told))
        else:
            self._aside(kind, told)

    def _aside(self, kind: int, told: memoryview) -> None:
        marks = self.grid.marks
        if kind == _ROW and len(told) > 13 and _word(told, 12) & 0x20:
            marks.hidden_rows.add(_word(told, 0) + 1)
        elif kind == _COLUMNS and len(told) > 9 and _word(told, 8) & 1:
            marks.hidden_columns.update(range(_word(told, 0), min(_word(told, 2), 255) + 1))
        elif kind == _MERGED:
            for number in range(_word(told, 0)):
                top, bottom, left, right = struct.unpack_from("<HHHH", told, 2 + number * 8)
                self.grid.merge(top, left, bottom - top + 1, right - left + 1)

    def _oldest(self, kind: int, told: memoryview) -> None:
        """Cells of 1987: three bytes of looks, then the value."""
        value: Raw = ""
        if kind == 0x0002:
            value = float(_word(told, 7))
        elif kind == 0x0003:
            value = float(struct.unpack_from("<d", told, 7)[0])
        elif kind == 0x0004:
            value = self._text(told, 7, wide=False)
        elif not told[8]:
            value = bool(told[7])
        self.grid.put(_word(told, 0), _word(told, 2), value)

    def _many(self, told: memoryview) -> None:
        row, column = _word(told, 0), _word(told, 2)
        for number in range((len(told) - 6) // 6):
            style, packed = struct.unpack_from("<HI", told, 4 + number * 6)
            self.grid.put(row, column + number, self._shown(_unpacked(packed), style))

    def _value(self, kind: int, told: memoryview) -> Raw:
        style = _word(told, 4)
        if kind in _TEXTS:
            return self._text(told, 6, wide=True)
        if kind == 0x027E:
            return self._shown(_unpacked(int(struct.unpack_from("<I", told, 6)[0])), style)
        if kind == 0x0205:
            return self._error(told, told[6]) if told[7] else bool(told[6])
        if kind in _FORMULAS and len(told) > 13 and _word(told, 12) == 0xFFFF:
            return self._result(told)
        return self._shown(float(struct.unpack_from("<d", told, 6)[0]), style)

    def _result(self, told: memoryview) -> Raw:
        """A formula whose result is no number: its kind stands in the first byte."""
        if told[6] == 0:
            self.waiting = (_word(told, 0), _word(told, 2))
        elif told[6] == 1:
            return bool(told[8])
        elif told[6] == 2:
            return self._error(told, told[8])
        return ""

    def _error(self, told: memoryview, code: int) -> str:
        found = _ERRORS.get(code, "#VALUE!")
        self.grid.marks.errors[_word(told, 0) + 1, _word(told, 2)] = found
        return ""

    def _text(self, told: memoryview, at: int, *, wide: bool) -> str:
        """A text behind its length of one byte, or of two where `wide`."""
        if at >= len(told):
            return ""
        length, at = (_word(told, at), at + 2) if wide else (told[at], at + 1)
        if self.book.version == _UNICODE and at < len(told):
            double = told[at] & 1
            raw = bytes(told[at + 1 : at + 1 + length * (2 if double else 1)])
            return raw.decode("utf-16-le" if double else "latin-1", "replace")
        return bytes(told[at : at + length]).decode(self.book.encoding, "replace").strip("\0")

    def _shown(self, number: float, style: int) -> Raw:
        """The number, or the day or hour that its cell shows."""
        kind = self._format_of(style)
        if not kind or not 0 <= number < 2_958_466:
            return number
        if kind == "time" and number < 1:
            seconds = round(number * 86_400)
            return time(seconds // 3600 % 24, seconds // 60 % 60, seconds % 60)
        if kind == "time" and number < 100:
            return timedelta(days=number)
        start = datetime(1904, 1, 1) if self.book.epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        return start + timedelta(seconds=round(number * 86_400))

    def _format_of(self, style: int) -> str:
        if style >= len(self.book.styles):
            return ""
        number = self.book.styles[style]
        if (shown := self.book.formats.get(number)) is not None:
            bare = _QUOTED.sub("", shown).lower()
            if re.search(r"[yd年日]|m.*[/\-.月]", bare):
                return "day"
            return "time" if re.search(r"h|s", bare) or "[h" in shown.lower() else ""
        return "day" if number in _DATED else "time" if number in _TIMED else ""


def _word(told: memoryview, at: int) -> int:
    return told[at] | told[at + 1] << 8


def _unpacked(packed: int) -> float:
    """A number pressed into 30 bits: whole or the upper half of a double, perhaps of hundredths."""
    if packed & 2:
        whole = packed >> 2
        number = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        number = float(struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0])
    return number / 100 if packed & 1 else number
