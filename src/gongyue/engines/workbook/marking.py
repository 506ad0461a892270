"""A workbook given back with a column 「问题」 at the right of each sheet, and with comments at
the faulty cells.

An .xlsx is changed in place, part by part: styles, formulas, pictures and sheets without a problem
stay byte for byte what they were. What is no .xlsx, or too large, comes back as what was read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from gongyue.engines.workbook.archive import open_archive
from gongyue.engines.workbook.commenting import add_comments
from gongyue.engines.workbook.hidden import column_letter, column_number
from gongyue.engines.workbook.models import Limits, UnreadableWorkbook, Workbook
from gongyue.engines.workbook.reading import Hints
from gongyue.engines.workbook.replica import replica_of
from gongyue.engines.workbook.said import Notes, notes_of

__all__ = ["Marked", "Notes", "marked", "notes_of"]

HEADING = "问题"
MOST_BYTES = 60_000_000  # of a sheet unpacked; beyond, the styles are not kept
_LONGEST = 2_000
_ROW = re.compile(rb"<row\b([^>]*?)(/>|>(.*?)</row>)", re.S)
_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
_CELL = re.compile(rb"""<c\b[^>]*?\br=["']([A-Z]+)(\d+)["'][^>]*?(?:/>|>.*?</c>)""", re.S)
_PLACE = re.compile(rb"""<c\b[^>]*?\br=["']([A-Z]{1,3})\d""")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_FORMATS = re.compile(rb"<cellXfs\b[^>]*>(.*?)</cellXfs>", re.S)
_FORMAT = re.compile(rb"<xf\b[^>]*?/>|<xf\b.*?</xf>", re.S)
_FILL = (
    b'<fill><patternFill patternType="solid"><fgColor rgb="FFFFF0C2"/>'
    b'<bgColor indexed="64"/></patternFill></fill>'
)


class _NotInPlace(Exception):
    """The file cannot be changed without risk; a replica is made instead."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The file to give back. kept: whether it is the sender's own file, with its styles."""

    content: bytes
    kept: bool


def marked(
    content: bytes,
    book: Workbook,
    notes: Mapping[str, Notes],
    *,
    hints: Hints | None = None,
    limits: Limits | None = None,
) -> Marked:
    """The file of `book` with its problems. Raises UnreadableWorkbook for what cannot be read."""
    limits = limits or Limits()
    if content.startswith(b"PK"):
        try:
            return Marked(_in_place(content, book, notes, limits), kept=True)
        except (_NotInPlace, UnreadableWorkbook, UnicodeError, KeyError, zipfile.BadZipFile):
            pass
    return Marked(replica_of(content, book, notes, hints or Hints(), limits), kept=False)


def _in_place(content: bytes, book: Workbook, notes: Mapping[str, Notes], limits: Limits) -> bytes:
    archive = open_archive(content, limits)
    parts = {entry.part: entry.name for entry in archive.sheets if entry.name in notes}
    if any(archive.zip.getinfo(part).file_size > MOST_BYTES for part in parts):
        raise _NotInPlace
    looks = _Looks(archive.zip.read("xl/styles.xml"))
    changed = {
        part: _with_column(archive.zip.read(part), notes[name], _header(book, name), looks)
        for part, name in parts.items()
    }
    changed["xl/styles.xml"] = looks.written()
    add_comments(archive.zip, changed, {part: notes[name] for part, name in parts.items()})
    return _written(archive.zip, changed)


def _written(old: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The archive anew: changed parts in their places, new ones at the end."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = changed.pop(entry.filename, None)
            new.writestr(entry, old.read(entry.filename) if content is None else content)
        for name, content in changed.items():
            new.writestr(name, content)
    return target.getvalue()


def _header(book: Workbook, name: str) -> tuple[int, str]:
    """(row of the header, letter of a column 问题 that an earlier round has written)."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == name), None)
    if sheet is None:
        return 1, ""
    ours = [letter for letter, text in sheet.headers.items() if text.startswith(HEADING)]
    last = max(sheet.headers, key=column_number, default="")
    return max(sheet.header_row, 1), last if last in ours else ""


class _Looks:
    """The styles of the book, with a marked twin of each style that is asked for."""

    def __init__(self, styles: bytes) -> None:
        formats = _FORMATS.search(styles)
        fills = re.search(rb"<fills\b[^>]*>.*?</fills>", styles, re.S)
        if formats is None or fills is None:
            raise _NotInPlace
        self.styles = styles
        self.formats: list[bytes] = _FORMAT.findall(formats[1])
        self.known = len(self.formats)
        self.fill = len(re.findall(rb"<fill>|<fill\s", fills[0]))
        self.twins: dict[int, int] = {}
        self.text = self._add(
            b'<xf numFmtId="49" fontId="0" fillId="%d" borderId="0" xfId="0" applyFill="1" '
            b'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' % self.fill
        )

    def twin(self, style: int) -> int:
        """The number of the same style on our ground."""
        if style >= self.known:
            raise _NotInPlace
        if style not in self.twins:
            twin = re.sub(rb'\s(?:fillId|applyFill)="[^"]*"', b"", self.formats[style], count=2)
            more = b'<xf fillId="%d" applyFill="1"' % self.fill
            self.twins[style] = self._add(twin.replace(b"<xf", more, 1))
        return self.twins[style]

    def _add(self, look: bytes) -> int:
        self.formats.append(look)
        return len(self.formats) - 1

    def written(self) -> bytes:
        looks = b'<cellXfs count="%d">%s</cellXfs>' % (len(self.formats), b"".join(self.formats))
        styles = _FORMATS.sub(lambda _: looks, self.styles, count=1)
        styles = re.sub(rb"</fills>", _FILL + b"</fills>", styles, count=1)
        return re.sub(
            rb'<fills\b[^>]*count="\d+"', b'<fills count="%d"' % (self.fill + 1), styles, count=1
        )


def _with_column(sheet: bytes, notes: Notes, header: tuple[int, str], looks: _Looks) -> bytes:
    """The sheet with our column behind its last one, or in the place of an earlier one."""
    letters = {found.decode() for found in set(_PLACE.findall(sheet))}
    if not letters or b"<sheetData" not in sheet:
        raise _NotInPlace
    head, before = header
    letter = before or column_letter(max(map(column_number, letters)) + 1)
    texts = {row: "\n".join(dict.fromkeys(lines)) for row, lines in notes.lines.items()}
    texts[head] = "\n".join([HEADING, *notes.whole])
    writer = _Rows(letter, texts, notes.cells, looks, clear=bool(before))
    changed = _ROW.sub(writer.row, sheet)
    if writer.unplaced:
        raise _NotInPlace
    return _fitted(changed, letter)


@dataclass(slots=True)
class _Rows:
    letter: str
    texts: Mapping[int, str]
    cells: set[tuple[str, int]]
    looks: _Looks
    clear: bool
    unplaced: bool = False

    def row(self, found: re.Match[bytes]) -> bytes:
        number = _NUMBER.search(found[1])
        if number is None:
            self.unplaced = True  # a row that does not say where it is: no safe place for ours
            return found[0]
        at = int(number[1])
        if at not in self.texts and not self.clear:
            return found[0]
        inner = found[3] or b""
        if self.clear:
            inner = _CELL.sub(self._not_ours, inner)
        inner = _CELL.sub(self._marked, inner)
        if text := self.texts.get(at, ""):
            inner += self._cell(at, text)
        attributes = re.sub(rb"""\sspans=["'][^"']*["']""", b"", found[1].rstrip())
        return b"<row%s>%s</row>" % (attributes, inner)

    def _not_ours(self, cell: re.Match[bytes]) -> bytes:
        return b"" if cell[1].decode() == self.letter else cell[0]

    def _marked(self, cell: re.Match[bytes]) -> bytes:
        if (cell[1].decode(), int(cell[2])) not in self.cells:
            return cell[0]
        opening, rest = re.match(rb"<c\b[^>]*?(?=/?>)", cell[0])[0], cell[0]  # type: ignore[index]
        style = _STYLE.search(opening)
        look = b's="%d"' % self.looks.twin(int(style[1]) if style else 0)
        new = _STYLE.sub(look, opening) if style else opening + b" " + look
        return new + rest[len(opening) :]

    def _cell(self, row: int, text: str) -> bytes:
        shown = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)[:_LONGEST]
        place = f"{self.letter}{row}".encode()
        return b'<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
            place,
            self.looks.text,
            escape(shown).encode(),
        )


def _fitted(sheet: bytes, letter: str) -> bytes:
    """Room for the new column: its width, and the sheet's own idea of how wide it is."""
    number = column_number(letter) + 1
    sheet = re.sub(
        rb"""(<dimension\b[^>]*ref=["'][A-Z]+\d+:)[A-Z]+(\d+)""",
        rb"\g<1>%s\g<2>" % letter.encode(),
        sheet,
        count=1,
    )
    width = b'<col min="%d" max="%d" width="60" customWidth="1"/>' % (number, number)
    columns = re.search(rb"<cols>(.*?)</cols>", sheet, re.S)
    if columns is None:
        return sheet.replace(b"<sheetData", b"<cols>%s</cols><sheetData" % width, 1)
    last = max((int(n) for n in re.findall(rb'\bmax="(\d+)"', columns[1])), default=0)
    return sheet.replace(b"</cols>", width + b"</cols>", 1) if last < number else sheet
