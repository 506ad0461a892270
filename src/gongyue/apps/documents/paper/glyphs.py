"""Which characters a font file can draw: the character map of TrueType and OpenType files.

Only the `cmap` table is read, in its two common forms (4: the basic plane, 12: all planes).
"""

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

COLLECTION = b"ttcf"
UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
Ranges = tuple[tuple[int, int], ...]


class NotAFont(ValueError):
    """The file is no TrueType or OpenType font, or its character map is damaged."""


@lru_cache(maxsize=64)
def ranges_of(path: Path) -> Ranges:
    """(first, last) code points, both included, in order, that the file has glyphs for.

    Of a collection the first font counts: the fonts of a CJK collection share their glyphs.
    Raises NotAFont, OSError.
    """
    try:
        with path.open("rb") as file:
            table = _cmap(file)
        return _merged(_pairs(table))
    except (struct.error, IndexError) as reason:
        raise NotAFont(path.name) from reason


def can_draw(ranges: Ranges, character: str) -> bool:
    """Whether the code point lies in one of the ranges."""
    code, low, high = ord(character), 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        first, last = ranges[middle]
        if code < first:
            high = middle
        elif code > last:
            low = middle + 1
        else:
            return True
    return False


def _cmap(file) -> bytes:  # type: ignore[no-untyped-def]  # a binary file
    tag, start = file.read(4), 0
    if tag == COLLECTION:
        start = struct.unpack(">II I", file.read(12))[2]
        file.seek(start)
        tag = file.read(4)
    if tag not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise NotAFont("no font")
    count = struct.unpack(">H6x", file.read(8))[0]
    for _ in range(count):
        name, _, offset, length = struct.unpack(">4sIII", file.read(16))
        if name == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise NotAFont("no character map")


def _pairs(table: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">2xH", table)[0]
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
        if (platform, encoding) not in UNICODE:
            continue
        form = struct.unpack_from(">H", table, offset)[0]
        if form == 12:
            yield from _segmented(table, offset)
        elif form == 4:
            yield from _basic(table, offset)


def _segmented(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Form 12: groups of (first, last, first glyph)."""
    count = struct.unpack_from(">12xI", table, offset)[0]
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * number)
        yield (first + (not glyph), last)


def _basic(table: bytes, offset: int) -> Iterator[tuple[int, int]]:
    """Form 4: segments, some of which list their glyphs one by one, 0 meaning none."""
    count = struct.unpack_from(">6xH", table, offset)[0] // 2
    lasts, firsts = offset + 14, offset + 16 + 2 * count
    for number in range(count):
        place = 2 * number
        last = struct.unpack_from(">H", table, lasts + place)[0]
        first = struct.unpack_from(">H", table, firsts + place)[0]
        delta = struct.unpack_from(">H", table, firsts + 2 * count + place)[0]
        at = firsts + 4 * count + place
        skip = struct.unpack_from(">H", table, at)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (
                struct.unpack_from(">H", table, at + skip + 2 * (code - first))[0]
                if skip
                else (code + delta) & 0xFFFF
            )
            if glyph:
                yield code, code


def _merged(pairs: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pair for pair in pairs if pair[0] <= pair[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)
