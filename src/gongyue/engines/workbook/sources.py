"""A workbook file as a list of raw sheets whose lines are streamed in batches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import python_calamine

from gongyue.engines.workbook.archive import Archive, open_archive
from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.delimited import encoding_of, rows_of
from gongyue.engines.workbook.headers import Merge
from gongyue.engines.workbook.hidden import Marks, scan_sheet, string_lengths
from gongyue.engines.workbook.models import Limits, Problem
from gongyue.engines.workbook.refusals import refuse

BATCH = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"\xff\xd8\xff", "这是图片"),
    (b"\x89PNG", "这是图片"),
    (b"GIF8", "这是图片"),
    (b"BM", "这是图片"),
    (b"%PDF", "这是 PDF"),
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
    """The sheets of a file, found out by content and not by its suffix."""
    if content.startswith(b"PK"):
        return _xlsx(content, limits, problems)
    if content.startswith(_OLE):
        return _old(content)
    for start, found in _KINDS:
        if content.startswith(start):
            raise refuse("file.not_workbook", found=found)
    return iter([_delimited(content, name, limits)])


def is_text(content: bytes) -> bool:
    """Whether the file is read as CSV."""
    return not content.startswith(b"PK")


def _old(content: bytes) -> Iterator[RawSheet]:
    """OLE containers: an encrypted xlsx, or the binary format of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse("file.password")
    raise refuse("file.old_format", found="2003 及更早的 .xls 或 .et")


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
    if len(content) > limits.file_bytes:
        raise refuse("file.too_large", limit=limits.file_bytes // 1_000_000)
    archive = open_archive(content, limits)
    if archive.macros:
        problems.append(Problem("", 0, None, "file.macros", "文件含有宏，已忽略，从未运行"))
    strings = string_lengths(archive, limits)
    marks: list[Marks] = []
    rows = 0
    for entry in archive.sheets:
        marks.append(scan_sheet(archive.zip, entry, strings, limits))
        rows += marks[-1].rows
        if rows > limits.rows:
            raise refuse("file.too_many_rows", limit=limits.rows)
    return _sheets(content, archive, marks)


def _sheets(content: bytes, archive: Archive, marks: list[Marks]) -> Iterator[RawSheet]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise refuse("file.password") from error
    except (python_calamine.CalamineError, OSError) as error:
        raise refuse("file.corrupt") from error
    for entry, its_marks in zip(archive.sheets, marks, strict=True):
        try:
            sheet = book.get_sheet_by_name(entry.name)
        except (python_calamine.CalamineError, OSError) as error:
            raise refuse("file.corrupt") from error
        yield _calamine_sheet(sheet, entry.hidden, its_marks, archive.epoch_1904)


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
