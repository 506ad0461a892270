"""An OpenDocument spreadsheet (.ods): its one content.xml is walked, repeats counted before use."""

from __future__ import annotations

import io
import re
import zipfile
from xml.parsers import expat

from gongyue.engines.workbook.archive import checked_zip, chunks_of
from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.grids import Grid, Room
from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = ("float", "currency", "percentage")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(?:(\d+)(?:[.,]\d+)?S)?")
_HIDDEN = ("collapse", "filter")


def is_opendocument(content: bytes) -> bool:
    """The type stands uncompressed at the head of such a file."""
    return _TYPE in content[:200]


def grids_of_opendocument(content: bytes, limits: Limits) -> list[Grid]:
    """The sheets of an .ods. Raises UnreadableWorkbook."""
    zipped = checked_zip(io.BytesIO(content), limits)
    names = zipped.namelist()
    if _is_locked(zipped, names):
        raise refuse("file.password")
    if "content.xml" not in names:
        raise refuse("file.corrupt")
    found = _Sheets(limits).read(zipped)
    if not found:
        raise refuse("file.no_sheets")
    return found


def _is_locked(zipped: zipfile.ZipFile, names: list[str]) -> bool:
    if "encrypted-package" in names:
        return True
    part = "META-INF/manifest.xml"
    if part not in names:
        return False
    return any(b"encryption-data" in chunk for chunk in chunks_of(zipped, part))


class _Sheets:
    def __init__(self, limits: Limits) -> None:
        self.limits, self.room = limits, Room(limits)
        self.done: list[Grid] = []
        self.undisplayed: set[str] = set()
        self.style = ""
        self.row = self.column = 0
        self.row_repeats = 1
        self.cells: list[tuple[int, int, Raw]] = []  # column, how often, value
        self.cell: dict[str, str] = {}
        self.words: list[str] | None = None
        self.aside = 0  # inside a comment, whose words are no cell

    def read(self, zipped: zipfile.ZipFile) -> list[Grid]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.buffer_text = True
        try:
            for chunk in chunks_of(zipped, "content.xml"):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise refuse("file.corrupt") from error
        return self.done

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag in ("style:style", "style:table-properties"):
            self._note_style(tag, told)
        elif tag == "table:table":
            self._begin_sheet(told)
        elif tag in ("table:table-column", "table:table-row") and self.done:
            self._note_column(told) if tag == "table:table-column" else self._begin_row(told)
        elif local in ("table-cell", "covered-table-cell") and self.done:
            self.cell, self.words = told, []
        elif local == "annotation":
            self.aside += 1
        elif self.words is not None and not self.aside:
            _say_inside(self.words, tag, told)

    def _note_style(self, tag: str, told: dict[str, str]) -> None:
        if tag == "style:style":
            self.style = told.get("name", "")
        elif told.get("display") == "false":
            self.undisplayed.add(self.style)

    def _end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local == "annotation":
            self.aside = max(self.aside - 1, 0)
        elif local in ("table-cell", "covered-table-cell") and self.words is not None:
            self._end_cell(covered=local != "table-cell")
        elif tag == "table:table-row" and self.done:
            self._end_row()

    def _say(self, data: str) -> None:
        if self.words is not None and not self.aside:
            self.words.append(data)

    def _begin_sheet(self, told: dict[str, str]) -> None:
        if len(self.done) >= self.limits.sheets:
            raise refuse("file.too_many_sheets", limit=self.limits.sheets)
        grid = Grid(told.get("name", "")[:100], self.room)
        grid.hidden = told.get("style-name", "") in self.undisplayed
        self.done.append(grid)
        self.row = self.column = 0

    def _note_column(self, told: dict[str, str]) -> None:
        repeats = _repeats(told, "number-columns-repeated")
        if told.get("visibility") in _HIDDEN:
            last = min(self.column + repeats, self.limits.columns)
            self.done[-1].marks.hidden_columns.update(range(self.column, last))
        self.column += repeats

    def _begin_row(self, told: dict[str, str]) -> None:
        self.row_repeats = _repeats(told, "number-rows-repeated")
        self.column, self.cells = 0, []
        if told.get("visibility") in _HIDDEN:
            last = min(self.row + self.row_repeats, self.limits.rows)
            self.done[-1].marks.hidden_rows.update(range(self.row + 1, last + 1))

    def _end_cell(self, *, covered: bool) -> None:
        value = "" if covered else _value(self.cell, "".join(self.words or ()).strip())
        self.words = None
        repeats = _repeats(self.cell, "number-columns-repeated")
        if value != "":
            if self.column + repeats > self.limits.columns:
                name = self.done[-1].name
                raise refuse("file.too_many_columns", sheet=name, limit=self.limits.columns)
            self.cells.append((self.column, repeats, value))
            across = _repeats(self.cell, "number-columns-spanned")
            down = _repeats(self.cell, "number-rows-spanned")
            self.done[-1].merge(self.row, self.column, down, across)
        self.column += repeats

    def _end_row(self) -> None:
        if self.cells:
            if self.row + self.row_repeats > self.limits.rows:
                raise refuse("file.too_many_rows", limit=self.limits.rows)
            for row in range(self.row, self.row + self.row_repeats):
                for column, repeats, value in self.cells:
                    for at in range(column, column + repeats):
                        self.done[-1].put(row, at, value)
        self.row += self.row_repeats


def _say_inside(words: list[str], tag: str, told: dict[str, str]) -> None:
    if tag in ("text:p", "text:line-break") and words:
        words.append("\n")
    elif tag == "text:s":
        words.append(" " * min(_repeats(told, "c"), 1_000))
    elif tag == "text:tab":
        words.append("\t")


def _repeats(told: dict[str, str], name: str) -> int:
    text = told.get(name, "1")
    return max(int(text[:9]), 1) if text.isdecimal() else 1


def _value(cell: dict[str, str], shown: str) -> Raw:
    kind = cell.get("value-type", "")
    if kind in _NUMBERS:
        try:
            return float(cell.get("value", ""))
        except ValueError:
            return shown
    if kind == "date":
        return cell.get("date-value", shown).replace("T", " ").removesuffix(" 00:00:00")
    if kind == "time" and (found := _DURATION.fullmatch(cell.get("time-value", ""))):
        return f"{int(found[1])}:{found[2]}"
    if kind == "boolean":
        return cell.get("boolean-value") == "true"
    return cell.get("string-value") or shown
