"""A workbook file as a list of raw sheets whose lines are streamed in batches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import python_calamine

from gongyue.engines.workbook.archive import open_archive
from gongyue.engines.workbook.binary import is_of_1997, scan_binary
from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.compound import SIGNATURE, workbook_stream
from gongyue.engines.workbook.delimited import encoding_of, rows_of
from gongyue.engines.workbook.grids import Grid
from gongyue.engines.workbook.headers import Merge
from gongyue.engines.workbook.hidden import Marks, scan_sheet, string_lengths
from gongyue.engines.workbook.markup import grids_of_markup, looks_like_markup
from gongyue.engines.workbook.models import Limits, Problem
from gongyue.engines.workbook.opendocument import grids_of_opendocument, is_opendocument
from gongyue.engines.workbook.records import BARE, grids_of_records
from gongyue.engines.workbook.refusals import refuse
from gongyue.engines.workbook.scanned import is_paper

BATCH = 20_000
_MACROS = Problem("", 0, None, "file.macros", "文件含有宏，已忽略，从未运行")
_KINDS = (
    (b"Rar!", "这是 RAR 压缩包"),
    (b"7z\xbc\xaf", "这是 7z 压缩包"),
    (b"\x1f\x8b", "这是 gzip 压缩包"),
    (b"MZ", "这是程序"),
)


@dataclass(slots=True)
class RawSheet:
    """lines() gives fresh batches of (1-based number of the first line, lines).

    Columns count from offset: line[0] is the column offset (0 = A) of the sheet.
    """

    name: str
    lines: Callable[[], Iterator[tuple[int, list[list[Raw]]]]]
    hidden: bool = False
    offset: int = 0
    merges: list[Merge] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    epoch_1904: bool = False
    first_lines: list[list[Raw]] | None = None  # without marks of doubt, to find the header in
    doubts: list[tuple[int, int, str]] = field(default_factory=list)  # row, column from 0; text


def content_of(source: bytes | Path, limits: Limits) -> bytes:
    """The bytes of the file, size checked before they are read."""
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size == 0:
        raise refuse("file.empty")
    if size > max(limits.file_bytes, limits.csv_bytes):
        raise refuse("file.too_large", limit=limits.csv_bytes // 1_000_000)
    return source if isinstance(source, bytes) else source.read_bytes()


def raw_sheets(
    content: bytes, name: str, limits: Limits, problems: list[Problem]
) -> Iterator[RawSheet]:
    """The sheets of a file, found out by content and not by its suffix.

    Paper is read by papers.sheets_of_scan.
    """
    if content.startswith(b"PK"):
        if is_opendocument(content):
            _require_size(content, limits)
            return map(_grid_sheet, grids_of_opendocument(content, limits))
        return _xlsx(content, limits, problems)
    if content.startswith(SIGNATURE):
        return _xls(content, name, limits, problems)
    if content.startswith(BARE):
        _require_size(content, limits)
        return map(_grid_sheet, grids_of_records(content, Path(name).stem or "表", limits))
    for start, found in _KINDS:
        if content.startswith(start):
            raise refuse("file.not_workbook", found=found)
    if looks_like_markup(content):
        grids = grids_of_markup(content, Path(name).stem or "表", limits)
        return map(_grid_sheet, grids)
    return iter([_delimited(content, name, limits)])


def is_text(content: bytes) -> bool:
    """Whether the file is read as plain text."""
    if content.startswith((b"PK", SIGNATURE, *BARE)) or is_paper(content):
        return False
    return not looks_like_markup(content)


def _require_size(content: bytes, limits: Limits) -> None:
    if len(content) > limits.file_bytes:
        raise refuse("file.too_large", limit=limits.file_bytes // 1_000_000)


def _grid_sheet(grid: Grid) -> RawSheet:
    return RawSheet(grid.name, grid.batches, grid.hidden, 0, grid.merges, grid.marks)


def _xls(content: bytes, name: str, limits: Limits, problems: list[Problem]) -> Iterator[RawSheet]:
    """The formats of before 2007, whether Excel, WPS (.et) or an old program wrote them."""
    _require_size(content, limits)
    stream = workbook_stream(content)
    if not is_of_1997(stream):
        return map(_grid_sheet, grids_of_records(stream, Path(name).stem or "表", limits))
    binary = scan_binary(content, stream, limits)
    if binary.macros:
        problems.append(_MACROS)
    book = _opened(content)
    kinds = python_calamine.SheetTypeEnum
    names = [entry.name for entry in book.sheets_metadata if entry.typ is kinds.WorkSheet]
    if len(names) != len(binary.marks):
        raise refuse("file.corrupt")
    told = list(zip(names, binary.hidden, binary.marks, strict=True))
    return _of_book(book, told, binary.epoch_1904)


def _delimited(content: bytes, name: str, limits: Limits) -> RawSheet:
    if not content[:1_000].strip(b"\xef\xbb\xbf\xff\xfe \t\r\n,;\x00"):
        raise refuse("file.empty")
    encoding = encoding_of(content, limits)
    return RawSheet(
        Path(name).stem or "CSV", lambda: _batches(rows_of(content, encoding, limits), 0)
    )


def _batches(
    lines: Iterator[list[str]] | Iterator[list[Raw]], done: int
) -> Iterator[tuple[int, list[list[Raw]]]]:
    iterator = iter(lines)
    while batch := list(islice(iterator, BATCH)):
        yield done + 1, batch  # type: ignore[misc]
        done += len(batch)


def _xlsx(content: bytes, limits: Limits, problems: list[Problem]) -> Iterator[RawSheet]:
    _require_size(content, limits)
    archive = open_archive(content, limits)
    if archive.macros:
        problems.append(_MACROS)
    strings = string_lengths(archive, limits)
    marks: list[Marks] = []
    rows = 0
    for entry in archive.sheets:
        marks.append(scan_sheet(archive.zip, entry, strings, limits))
        rows += marks[-1].rows
        if rows > limits.rows:
            raise refuse("file.too_many_rows", limit=limits.rows)
    told = [(e.name, e.hidden, its) for e, its in zip(archive.sheets, marks, strict=True)]
    return _of_book(_opened(content), told, archive.epoch_1904)


def _opened(content: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.load_workbook(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise refuse("file.password") from error
    except (python_calamine.CalamineError, OSError) as error:
        raise refuse("file.corrupt") from error


def _of_book(
    book: python_calamine.CalamineWorkbook, told: list[tuple[str, bool, Marks]], epoch_1904: bool
) -> Iterator[RawSheet]:
    for name, hidden, marks in told:
        try:
            sheet = book.get_sheet_by_name(name)
        except (python_calamine.CalamineError, OSError) as error:
            raise refuse("file.corrupt") from error
        yield _calamine_sheet(sheet, hidden, marks, epoch_1904)


def _calamine_sheet(
    sheet: python_calamine.CalamineSheet, hidden: bool, marks: Marks, epoch_1904: bool
) -> RawSheet:
    offset = sheet.start[1] if sheet.start else 0
    merges = [
        ((top, left - offset), (bottom, right - offset))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        if left >= offset
    ]
    return RawSheet(
        sheet.name,
        lambda: _batches(sheet.iter_rows(), 0),
        hidden,
        offset,
        merges,
        marks,
        epoch_1904,
    )
