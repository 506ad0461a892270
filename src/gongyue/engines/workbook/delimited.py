"""CSV and its relatives: encoding and separator found from the content, rows streamed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Literal, TextIO

from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHUNK = 1 << 20
_LONGEST_LINE = 2_000_000
_LINES_OF_A_CELL = 20
_SEPARATORS = ",\t;|，；"
_BLANKS = (re.compile(r"(?:[ \u3000\xa0]{2,}|\t)[ \u3000\xa0\t]*"), re.compile(r"[ \u3000\xa0\t]+"))
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_GLYPHS = re.compile(r"[\u4e00-\u9fff，。；：（）]|[\x20-\x7e\s]")


def encoding_of(content: bytes, limits: Limits) -> str:
    """The encoding of a CSV file. Raises UnreadableWorkbook when it is no text."""
    if content.count(b"\n") > limits.csv_rows or content.count(b"\r") > limits.csv_rows:
        raise refuse("file.too_many_rows", limit=limits.csv_rows)
    encoding = _encoding(content)
    _require_text(content[:60_000].decode(encoding, "ignore"))
    return encoding


def _encoding(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding
    if content[:4_000].count(b"\x00") > len(content[:4_000]) // 4:
        little = content[1:4_000:2].count(0) >= content[0:4_000:2].count(0)
        return "utf-16-le" if little else "utf-16-be"
    for encoding in ("utf-8", "gb18030"):
        if _decodes(content, encoding):
            return encoding
    raise refuse("file.encoding")


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether all bytes are of this encoding; a last character cut in two is forgiven."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            decoder.decode(content[start : start + _CHUNK])
    except UnicodeDecodeError:
        return False
    return True


def _require_text(head: str) -> None:
    odd = len(_CONTROL.findall(head))
    if odd > max(len(head) // 50, 20) or len(_GLYPHS.findall(head)) < len(head) * 0.7:
        raise refuse("file.not_workbook", found="内容不是文字")
    if re.match(r"\s*(<\?xml|<!doctype|\{\\rtf|%PDF)", head[:500], re.I):
        raise refuse("file.not_workbook", found="这是网页或其他文档")


def separator_of(text: str) -> str:
    """The separator that cuts the first lines into the most even number of pieces."""
    first, _, _ = text.partition("\n")
    if found := re.fullmatch(r"sep=(.)", first.strip()):
        return found[1]
    lines = [line for line in io.StringIO(text[:200_000]).readlines()[:60] if line.strip()]
    return max(_SEPARATORS, key=lambda sep: _evenness(lines, sep))


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    counts = [_outside_quotes(line).count(separator) for line in lines]
    usual = max(set(counts), key=lambda n: (counts.count(n) if n else 0, n), default=0)
    return (counts.count(usual) if usual else 0, usual)


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def rows_of(content: bytes, encoding: str, limits: Limits) -> Iterator[list[str]]:
    """The cells of each line. Raises UnreadableWorkbook on broken quoting or giant cells."""
    stream = io.TextIOWrapper(io.BytesIO(content), encoding, errors="ignore", newline="")
    head = stream.read(200_000)
    stream.seek(0)
    if encoding.startswith("utf-16-") or head.startswith("\ufeff"):
        head = head.lstrip("\ufeff")
    if head.startswith("sep="):
        stream.readline()
    separator = separator_of(head)
    if blanks := _parted_by_blanks(head, separator):
        return _cut_at_blanks(stream, blanks, limits)
    return _cut_at(stream, head, separator, limits)


def _cut_at(stream: TextIO, head: str, separator: str, limits: Limits) -> Iterator[list[str]]:
    bare = _swallows(head, separator)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL
    reader = csv.reader(_without_nul(stream), delimiter=separator, quoting=quoting)
    try:
        for number, row in enumerate(reader, start=1):
            if number > limits.csv_rows:
                raise refuse("file.too_many_rows", limit=limits.csv_rows)
            if bare:
                row = [cell.strip().strip('"') for cell in row]
            if len(row) > limits.columns:
                row = _trimmed(row, limits)
            yield row
    except csv.Error as error:
        raise refuse("file.cell_too_long", limit=limits.cell_characters) from error


def _parted_by_blanks(head: str, separator: str) -> re.Pattern[str] | None:
    """What parts columns of text that is aligned with blanks, or None where a separator does."""
    lines = [line for line in head.splitlines()[:60] if line.strip()]
    if len(lines) < 2 or sum(separator in line for line in lines) * 2 > len(lines):
        return None
    for pattern in _BLANKS:
        counts = [len(pattern.split(line.strip())) for line in lines]
        usual = max(set(counts), key=counts.count)
        if usual > 1 and counts.count(usual) >= len(lines) * 0.7:
            return pattern
    return None


def _cut_at_blanks(stream: TextIO, blanks: re.Pattern[str], limits: Limits) -> Iterator[list[str]]:
    for number, line in enumerate(_without_nul(stream), start=1):
        if number > limits.csv_rows:
            raise refuse("file.too_many_rows", limit=limits.csv_rows)
        cells = blanks.split(line.strip()) if line.strip() else []
        yield _trimmed(cells, limits) if len(cells) > limits.columns else cells


def _swallows(head: str, separator: str) -> bool:
    """Whether a quotation mark without its partner makes one cell of many lines."""
    try:
        cells = (cell for row in csv.reader(io.StringIO(head), delimiter=separator) for cell in row)
        return any(cell.count("\n") >= _LINES_OF_A_CELL and separator in cell for cell in cells)
    except csv.Error:
        return True


def _without_nul(stream: TextIO) -> Iterator[str]:
    for line in stream:
        if len(line) > _LONGEST_LINE:
            raise csv.Error("line too long")
        yield line.replace("\x00", "") if "\x00" in line else line


def _trimmed(row: list[str], limits: Limits) -> list[str]:
    """Trailing separators are common; more filled columns than allowed are not."""
    while row and not row[-1].strip():
        row.pop()
    if len(row) > limits.columns:
        raise refuse("file.too_many_columns", sheet="CSV", limit=limits.columns)
    return row
