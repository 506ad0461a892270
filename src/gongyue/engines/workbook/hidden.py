"""What a sheet's XML says beside its values: hidden rows and columns, errors, missing results.

The values themselves are read by calamine, which keeps the filled rectangle of a sheet in
memory. So the same pass measures that rectangle first, on bytes and without building a tree.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongyue.engines.workbook.archive import Archive, SheetEntry, chunks_of
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

_LONGEST_ROW = 24_000_000
_USUAL_COLUMNS = 52
_TALL = 50_000
_TEXT_WORTH_COUNTING = 8_000_000

_ROW = re.compile(rb"<row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true|on)["']|\b(?:ht|width)=["']0(?:\.0*)?["']""")
_FAR = re.compile(rb"""r=["'](?:[A-Za-z]{3,}\d|[B-Zb-z][A-Za-z]\d|[A-Za-z]{1,2}\d{6})""")
_EMPTY_CELL = re.compile(rb"<c\b[^>]*/>|<c\b[^>/]*>\s*</c>")
_EMPTY_ROW = re.compile(rb"<row\b[^>]*/>|<row\b[^>/]*>\s*</row>")
_CELL_OR_ROW = re.compile(rb"<(row|c)\b([^>]*)>")
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{1,7})(\d{1,9})["']""")
_ERROR = re.compile(
    rb"""<c\b([^>]*\bt=["']e["'][^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?\s*<v>([^<]*)"""
)
_NO_RESULT = re.compile(
    rb"<c\b([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_IS_TEXT = re.compile(rb"""\bt=["'](?:str|s|inlineStr)["']""")
_COLUMN = re.compile(rb"<col\b([^>]*)>")
_MIN_MAX = re.compile(rb"""\b(min|max)=["'](\d+)["']""")
_STRING_CELL = re.compile(rb"""\bt=["']s["'][^>]*>\s*(?:<f\b[^>]*>[^<]*</f>)?\s*<v>(\d+)</v>""")


@dataclass(slots=True)
class Marks:
    """1-based rows and 0-based columns; cells are (row, column) with a reason."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    rows: int = 0
    last_row: int = 0
    last_column: int = 0
    text_bytes: int = 0
    merges: int = 0


def column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letter(number: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def string_lengths(archive: Archive, limits: Limits) -> list[int]:
    """Bytes of every shared string, markup included. Raises when one is absurdly long."""
    if archive.shared_strings is None:
        return []
    lengths: list[int] = []
    rest = b""
    for chunk in chunks_of(archive.zip, archive.shared_strings):
        *whole, rest = (rest + chunk).split(b"</si>")
        lengths.extend(map(len, whole))
        if len(rest) > _LONGEST_ROW:
            raise refuse("file.cell_too_long", limit=limits.cell_characters)
    # rich text carries its fonts along: 12 bytes a character is already generous
    if lengths and max(lengths) > limits.cell_characters * 12:
        raise refuse("file.cell_too_long", limit=limits.cell_characters)
    return lengths


def scan_sheet(
    zipped: zipfile.ZipFile, entry: SheetEntry, strings: list[int], limits: Limits
) -> Marks:
    """Measure one sheet. Raises UnreadableWorkbook when reading it would not be bounded."""
    scan = _Scan(entry.name, strings, limits)
    for block in _blocks(chunks_of(zipped, entry.part), limits):
        scan.take(block)
    scan.check_rectangle()
    return scan.marks


def _blocks(chunks: Iterable[bytes], limits: Limits) -> Iterable[bytes]:
    """The same bytes cut in front of row tags, prefixes of the namespace removed."""
    rest, prefix = b"", b""
    for number, chunk in enumerate(chunks):
        if number == 0 and (found := re.search(rb"<([\w.-]+:)worksheet\b", chunk[:4_000])):
            prefix = found[1]
        joined = rest + chunk
        cut = joined.rfind(b"<" + prefix + b"row")
        if cut <= 0:
            rest = joined
            if len(rest) > _LONGEST_ROW:
                raise refuse("file.cell_too_long", limit=limits.cell_characters)
            continue
        yield _without(joined[:cut], prefix)
        rest = joined[cut:]
    yield _without(rest, prefix)


def _without(block: bytes, prefix: bytes) -> bytes:
    if not prefix:
        return block
    return block.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")


class _Scan:
    def __init__(self, name: str, strings: list[int], limits: Limits) -> None:
        self.name, self.strings, self.limits = name, strings, limits
        self.longest = max(strings, default=0)
        self.marks = Marks()
        self.at_row = self.before = 0
        self.places: dict[int, tuple[int, int]] = {}

    def take(self, block: bytes) -> None:
        if b"<col" in block:
            self._columns(block)
        self.marks.merges += block.count(b"<mergeCell ")
        if self.marks.merges > self.limits.merges:
            raise refuse("file.too_many_cells", sheet=self.name)
        filled = b"<v" in block or b"<is" in block or b"<f" in block
        if not filled:
            return
        if b"hidden" in block or b'ht="0' in block:
            self._hidden_rows(block)
        self.before, self.places = self.at_row, {}
        self._rectangle(block)
        if b't="e"' in block or b"t='e'" in block:
            self._errors(block)
        if b"<f" in block:
            self._uncalculated(block)
        self._texts(block)

    def check_rectangle(self) -> None:
        marks, limits = self.marks, self.limits
        self._check_rows()
        if marks.last_column >= limits.columns:
            raise refuse("file.too_many_columns", sheet=self.name, limit=limits.columns)
        if marks.last_row * (marks.last_column + 1) > limits.cells:
            raise refuse("file.too_many_cells", sheet=self.name)

    def _check_rows(self) -> None:
        """As early as possible: a million rows need not be measured to be refused."""
        if self.marks.rows > max(self.limits.rows, 1):
            raise refuse("file.too_many_rows", limit=self.limits.rows)

    def _columns(self, block: bytes) -> None:
        for found in _COLUMN.finditer(block):
            if _HIDDEN.search(found[1]):
                ends = {key: int(value) for key, value in _MIN_MAX.findall(found[1])}
                first, last = ends.get(b"min", 1), ends.get(b"max", 1)
                self.marks.hidden_columns.update(range(first - 1, min(last, 16_384)))

    def _hidden_rows(self, block: bytes) -> None:
        for found in _ROW.finditer(block):
            if _HIDDEN.search(found[1]) and (number := _ROW_NUMBER.search(found[1])):
                self.marks.hidden_rows.add(int(number[1]))

    def _rectangle(self, block: bytes) -> None:
        rows = block.count(b"<row")
        last = self._last_row(block, rows)
        crowded = self._most_cells(block)
        if crowded > _USUAL_COLUMNS or last > _TALL or _FAR.search(block):
            rows, last, columns = self._exact_rectangle(block)
        else:
            columns = max(self._last_column(block), crowded - 1)
        marks = self.marks
        marks.rows += rows
        self._check_rows()
        marks.last_row = max(marks.last_row, last)
        marks.last_column = max(marks.last_column, columns)
        self.at_row = max(last, self.at_row)

    def _last_row(self, block: bytes, rows: int) -> int:
        """Of rows in order; rows out of order that matter are far enough for _FAR."""
        number = _ROW_NUMBER.search(block, max(block.rfind(b"<row"), 0), len(block))
        return int(number[1]) if number and len(number[1]) < 10 else self.at_row + rows

    @staticmethod
    def _most_cells(block: bytes) -> int:
        """Cells of the fullest row, or 0 when every cell says where it stands."""
        if block.count(b"<c") == block.count(b'<c r="'):
            return 0
        cells = block.count(b"<c ") + block.count(b"<c>") + block.count(b"<c\n")
        if cells == block.count(b'<c r="'):
            return 0
        return max(part.count(b"<c") for part in block.split(b"<row"))

    def _last_column(self, block: bytes) -> int:
        """Of the first rows only: within the usual width the exact figure hardly matters."""
        letters = re.findall(rb"""<c\b[^>]*?\br=["']([A-Za-z]{1,2})\d""", block[:60_000])
        return max((column_number(found.decode()) for found in set(letters)), default=0)

    def _exact_rectangle(self, block: bytes) -> tuple[int, int, int]:
        bare = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", block))
        row, column, rows, last_row, last_column = self.at_row, -1, 0, 0, 0
        for found in _CELL_OR_ROW.finditer(bare):
            if found[1] == b"row":
                number = _ROW_NUMBER.search(found[2])
                row, column, rows = int(number[1]) if number else row + 1, -1, rows + 1
                continue
            place = _REFERENCE.search(found[2])
            column = column_number(place[1].decode()) if place else column + 1
            last_column = max(last_column, column)
            last_row = max(last_row, int(place[2]) if place else row)
        return rows, last_row, last_column

    def _errors(self, block: bytes) -> None:
        for found in _ERROR.finditer(block):
            where = self._place(found[1], block, found.start())
            self.marks.errors[where] = found[2].decode("utf-8", "replace")[:20]

    def _uncalculated(self, block: bytes) -> None:
        for found in _NO_RESULT.finditer(block):
            if not _IS_TEXT.search(found[1]):  # else a formula whose result is the empty text
                self.marks.uncalculated.add(self._place(found[1], block, found.start()))

    def _place(self, attributes: bytes, block: bytes, at: int) -> tuple[int, int]:
        """(row, column) of the cell that starts at this byte; counted where it does not say."""
        if place := _REFERENCE.search(attributes):
            return int(place[2]), column_number(place[1].decode())
        if not self.places:
            self.places = self._counted_places(block)
        return self.places[at]

    def _counted_places(self, block: bytes) -> dict[int, tuple[int, int]]:
        """Where every cell of a block stands, for programs that leave the references out."""
        row, column = self.before, -1
        places: dict[int, tuple[int, int]] = {}
        for found in _CELL_OR_ROW.finditer(block):
            if found[1] == b"row":
                number = _ROW_NUMBER.search(found[2])
                row, column = int(number[1]) if number else row + 1, -1
                continue
            place = _REFERENCE.search(found[2])
            column = column_number(place[1].decode()) if place else column + 1
            places[found.start()] = (row, column)
        return places

    def _texts(self, block: bytes) -> None:
        """calamine copies a shared string into each cell that shows it."""
        cells = block.count(b't="s"') + block.count(b"t='s'")
        size = cells * self.longest
        if size > _TEXT_WORTH_COUNTING:
            known = len(self.strings)
            size = sum(self.strings[int(n)] for n in _STRING_CELL.findall(block) if int(n) < known)
        self.marks.text_bytes += size
        if self.marks.text_bytes > self.limits.text_bytes:
            raise refuse("file.too_many_cells", sheet=self.name)
