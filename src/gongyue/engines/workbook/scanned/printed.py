"""Pages of a PDF: text that was printed into it by its places, or a picture of the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from gongyue.engines.workbook.scanned.columns import Word
from gongyue.engines.workbook.scanned.gridding import Part, Seen, loose_part
from gongyue.engines.workbook.scanned.lattice import Lattice, Region, Stroke, lattice_of

_ENOUGH_TEXT = 8
_BROKEN = 0.05
_WHOLE_PAGE = 0.55
_NEAR = 2.0  # points
_THIN = 3.0
_MOST_CHARACTERS, _MOST_SHAPES = 60_000, 20_000
DOTS = 220  # an inch, for pages that are pictures

Character = tuple[str, float, float, float, float]


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises pypdfium2.PdfiumError; its err_code 4 is a password."""
    return pypdfium2.PdfDocument(content)


def has_text(page: Any) -> bool:
    """Whether a page says in characters what it shows; a scan with hidden words does not count."""
    width, height = page.get_size()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = shape.get_bounds()
        if (right - left) * (top - bottom) > _WHOLE_PAGE * width * height:
            return False
    text = page.get_textpage().get_text_range()
    bare = [letter for letter in text if not letter.isspace()]
    odd = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in bare)
    return len(bare) >= _ENOUGH_TEXT and odd <= len(bare) * _BROKEN


def parts_of(page: Any) -> list[Part]:
    """The tables of a printed page and the words around them; every cell is certain."""
    height = page.get_height()
    characters = list(_characters(page, height))
    lattices = _lattices(*_strokes(page, height))
    parts = [_ruled(lattice, characters) for lattice in lattices]
    rest = [c for c in characters if not any(_inside(lattice, c) for lattice in lattices)]
    gaps: dict[int, list[Word]] = {}
    for word in _words(rest):
        above = sum(1 for lattice in lattices if word.middle > lattice.ys[0])
        gaps.setdefault(above, []).append(word)
    loose = [loose_part(words) for words in gaps.values()]
    return [part for part in (*parts, *loose) if part is not None and part.cells]


def picture_of(page: Any, most_pixels: int) -> Any:
    """The page as a picture of at most so many pixels."""
    width, height = page.get_size()
    scale = min(
        DOTS / 72, (most_pixels / max(width * height, 1)) ** 0.5, 4_000 / max(width, height)
    )
    bitmap = page.render(scale=scale, rev_byteorder=False)
    return bitmap.to_numpy()[:, :, :3].copy()  # the array is a view of the bitmap


def _characters(page: Any, height: float) -> Iterator[Character]:
    text = page.get_textpage()
    count = min(text.count_chars(), _MOST_CHARACTERS)
    for at in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, at) or 0)
        if letter == "\0" or letter in "\r\n":
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        if right > left and top > bottom:
            yield letter, left, height - top, right, height - bottom


def _strokes(page: Any, height: float) -> tuple[list[Stroke], list[Stroke]]:
    lying: list[Stroke] = []
    standing: list[Stroke] = []
    shapes = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)
    for number, shape in enumerate(shapes):
        if number > _MOST_SHAPES:
            break
        for x0, y0, x1, y1 in _segments(shape):
            _sort_in(lying, standing, x0, height - y0, x1, height - y1)
    return lying, standing


def _sort_in(
    lying: list[Stroke], standing: list[Stroke], x0: float, y0: float, x1: float, y1: float
) -> None:
    wide, tall = abs(x1 - x0), abs(y1 - y0)
    if tall <= _THIN / 2 and wide > 4:
        lying.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif wide <= _THIN / 2 and tall > 4:
        standing.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _segments(shape: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight pieces of a path in the page's points; a thin filled box is its middle line."""
    left, bottom, right, top = shape.get_bounds()
    if min(right - left, top - bottom) <= _THIN:
        yield left, (bottom + top) / 2, right, (bottom + top) / 2
        yield (left + right) / 2, bottom, (left + right) / 2, top
        return
    change = shape.get_matrix()
    count = min(pdfium.FPDFPath_CountSegments(shape.raw), 2_000)
    before: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape.raw, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        here = change.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            yield (*before, *here)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield (*here, *start)
        before = here


def _lattices(lying: list[Stroke], standing: list[Stroke]) -> list[Lattice]:
    """Strokes that touch belong to one table; a page may have several."""
    found = []
    for band in _bands(standing):
        top, bottom = band
        rows = [s for s in lying if top - _NEAR <= s.at <= bottom + _NEAR]
        columns = [s for s in standing if s.first < bottom and s.last > top]
        if (lattice := lattice_of(rows, columns, _NEAR)) is not None:
            found.append(lattice)
    return found


def _bands(standing: list[Stroke]) -> list[tuple[float, float]]:
    """Heights that vertical lines cover without a gap, from top to bottom."""
    found: list[tuple[float, float]] = []
    for stroke in sorted(standing, key=lambda stroke: stroke.first):
        if found and stroke.first <= found[-1][1] + _NEAR:
            found[-1] = (found[-1][0], max(found[-1][1], stroke.last))
        else:
            found.append((stroke.first, stroke.last))
    return found


def _inside(lattice: Lattice, character: Character) -> bool:
    _, left, top, right, bottom = character
    return lattice.holds((left + right) / 2, (top + bottom) / 2)


def _ruled(lattice: Lattice, characters: list[Character]) -> Part:
    part = Part(lattice.ys[0], lattice.columns)
    mine: dict[Region, list[Character]] = {}
    for character in characters:
        if _inside(lattice, character):
            region = _region_at(lattice, character)
            if region is not None:
                mine.setdefault(region, []).append(character)
    for region, found in mine.items():
        text = "".join(_line_text(line) for line in _lines(found)).strip()
        if text:
            part.cells.append(
                Seen(region.row, region.column, region.rows, region.columns, text, 1.0)
            )
    return part


def _region_at(lattice: Lattice, character: Character) -> Region | None:
    _, left, top, right, bottom = character
    x, y = (left + right) / 2, (top + bottom) / 2
    for region in lattice.regions:
        if region.left <= x <= region.right and region.top <= y <= region.bottom:
            return region
    return None


def _lines(characters: list[Character]) -> list[list[Character]]:
    found: list[list[Character]] = []
    for character in sorted(characters, key=lambda c: (c[2] + c[4]) / 2):
        middle = (character[2] + character[4]) / 2
        last = found[-1][-1] if found else None
        if last is not None and middle - (last[2] + last[4]) / 2 < 0.5 * (last[4] - last[2]):
            found[-1].append(character)
        else:
            found.append([character])
    return [sorted(line, key=lambda c: c[1]) for line in found]


def _line_text(line: list[Character]) -> str:
    return "".join(character[0] for character in line).strip()


def _words(characters: list[Character]) -> list[Word]:
    """Characters with less than most of a character between them are one word."""
    found: list[Word] = []
    for line in _lines(characters):
        group: list[Character] = []
        for character in line:
            height = character[4] - character[2]
            if group and character[1] - group[-1][3] > 0.6 * height:
                found.append(_word(group))
                group = []
            group.append(character)
        found.append(_word(group))
    return [word for word in found if word.text]


def _word(group: list[Character]) -> Word:
    box = (
        min(c[1] for c in group), min(c[2] for c in group),
        max(c[3] for c in group), max(c[4] for c in group),
    )  # fmt: skip
    return Word(_line_text(group), box)
