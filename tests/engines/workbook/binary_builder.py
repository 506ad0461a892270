"""Writes .xls files as Excel 97 and the attendance machines of the nineties do: records in a
compound file. Only what the tests need, after the published description of the format."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Line = Sequence[Any]


@dataclass
class OldTab:
    """merges: (first row, last row, first column, last column), from 0."""

    name: str
    lines: Sequence[Line]
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    merges: Sequence[tuple[int, int, int, int]] = ()
    errors: dict[tuple[int, int], int] = field(default_factory=dict)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(*tabs: OldTab, epoch_1904: bool = False, extra: bytes = b"") -> bytes:
    """Excel 97: texts in one shared table, two bytes a character."""
    texts: dict[str, int] = {}
    bodies = [_sheet(tab, lambda text: texts.setdefault(text, len(texts))) for tab in tabs]
    return compound({"Workbook": _book(tabs, bodies, texts, epoch_1904, extra)})


def xls_1995(*tabs: OldTab, codepage: int = 936, encoding: str = "gbk") -> bytes:
    """Excel 95 and the export of many machines: texts in the cells, one code page for all."""
    bodies = [_sheet(tab, None, encoding) for tab in tabs]
    head = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0))
    head += record(0x0042, struct.pack("<H", codepage)) + record(0x0022, struct.pack("<H", 0))
    names = [(tab, tab.name.encode(encoding)) for tab in tabs]
    sheets = [(tab, bytes([len(name)]) + name) for tab, name in names]
    return compound({"Book": _joined(head, sheets, bodies, b"")})


def _book(
    tabs: Sequence[OldTab],
    bodies: list[bytes],
    texts: dict[str, int],
    epoch_1904: bool,
    extra: bytes,
) -> bytes:
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)) + extra
    head += record(0x0042, struct.pack("<H", 1200)) + record(0x0022, struct.pack("<H", epoch_1904))
    head += record(0x00E0, struct.pack("<HHHBBBBIIH", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    day = struct.pack("<HHHBBBBIIH", 0, 14, 0, 0, 0, 0, 0, 0, 0, 0)
    head += record(0x00E0, day)
    sheets = [
        (tab, struct.pack("<BB", len(tab.name), 1) + tab.name.encode("utf-16-le")) for tab in tabs
    ]
    return _joined(head, sheets, bodies, shared_strings(list(texts)))


def shared_strings(texts: Sequence[str], room: int = 8_000) -> bytes:
    """The table of texts, cut between texts into records of at most `room` bytes."""
    parts, part = [], struct.pack("<II", len(texts), len(texts))
    for text in texts:
        one = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
        if len(part) + len(one) > room:
            parts.append(part)
            part = b""
        part += one
    parts.append(part)
    return b"".join(record(0x00FC if n == 0 else 0x003C, part) for n, part in enumerate(parts))


def _joined(
    head: bytes, sheets: list[tuple[OldTab, bytes]], bodies: list[bytes], tail: bytes
) -> bytes:
    size = len(head) + sum(4 + 6 + len(name) for _, name in sheets) + len(tail) + 4
    bounds = b""
    for (tab, name), body in zip(sheets, bodies, strict=True):
        bounds += record(0x0085, struct.pack("<IBB", size, int(tab.hidden), 0) + name)
        size += len(body)
    return head + bounds + tail + record(0x000A) + b"".join(bodies)


def _sheet(tab: OldTab, shared: Any, encoding: str = "") -> bytes:
    version = 0x0600 if shared else 0x0500
    body = record(0x0809, struct.pack("<HHHH", version, 0x0010, 0, 0))
    for column in tab.hidden_columns:
        body += record(0x007D, struct.pack("<HHHHHH", column, column, 0, 0, 1, 0))
    for row in tab.hidden_rows:
        body += record(0x0208, struct.pack("<HHHHHHHH", row - 1, 0, 9, 0, 0, 0, 0x20, 0))
    for row, line in enumerate(tab.lines):
        for column, value in enumerate(line):
            body += _cell(row, column, value, shared, encoding)
    for (row, column), code in tab.errors.items():
        body += record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))
    if tab.merges:
        told = b"".join(struct.pack("<HHHH", *merge) for merge in tab.merges)
        body += record(0x00E5, struct.pack("<H", len(tab.merges)) + told)
    return body + record(0x000A)


def _cell(row: int, column: int, value: Any, shared: Any, encoding: str) -> bytes:
    if value is None or value == "":
        return b""
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, (int, float)):
        return record(0x0203, place + struct.pack("<d", value))
    if shared:
        return record(0x00FD, place + struct.pack("<I", shared(str(value))))
    text = str(value).encode(encoding)
    return record(0x0204, place + struct.pack("<H", len(text)) + text)


def compound(streams: dict[str, bytes]) -> bytes:
    """Streams of at least 4096 bytes each (shorter ones are filled up) in sectors of 512."""
    bodies = {name: body.ljust(4_096, b"\0") for name, body in streams.items()}
    sectors: list[bytes] = []
    fat: list[int] = []
    starts = {name: _place(body, sectors, fat) for name, body in bodies.items()}
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    names = list(bodies)
    for number, name in enumerate(names):
        right = number + 2 if number + 1 < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, starts[name], len(bodies[name]), right=right))
    directory = b"".join(entries)
    directory_at = _place(directory.ljust(-(-len(directory) // 512) * 512, b"\0"), sectors, fat)
    fat_count = 1
    while (len(fat) + fat_count) > fat_count * 128:
        fat_count += 1
    fat_at = list(range(len(sectors), len(sectors) + fat_count))
    fat += [0xFFFFFFFD] * fat_count
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * 512, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, fat_count, directory_at, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    header += struct.pack(f"<{len(fat_at)}I", *fat_at).ljust(109 * 4, b"\xff")
    return header + b"".join(sectors) + table


def _place(body: bytes, sectors: list[bytes], fat: list[int]) -> int:
    first, pieces = len(sectors), -(-len(body) // 512)
    for number in range(pieces):
        sectors.append(body[number * 512 : (number + 1) * 512].ljust(512, b"\0"))
        fat.append(first + number + 1 if number + 1 < pieces else 0xFFFFFFFE)
    return first


def _entry(
    name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    told = struct.pack("<64sHBBIII", wide, len(wide), kind, 1, 0xFFFFFFFF, right, child)
    return told + b"\0" * 36 + struct.pack("<IQ", start, size)
