"""A photograph or scan made straight, its ruled lines found, its cells cut out.

OpenCV comes with the optional recogniser, so this module is loaded in the child process only.
Angles in degrees, lengths in pixels.
"""

from __future__ import annotations

import importlib
import io
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy
from PIL import Image, ImageOps

from gongyue.engines.workbook.scanned.lattice import Lattice, Stroke, lattice_of

cv2: Any = importlib.import_module("cv2")

Picture: TypeAlias = Any  # height × width × 3, uint8

_LONGEST_SIDE = 3_400  # A4 at about 290 dots an inch
_SHORTEST_SIDE = 1_100
_FLAT, _TURNED = 0.05, 12.0
_PLAIN = 3  # a corner off by less needs no straightening
_INSET, _MARGIN = 2, 4
_LEAST_INK = 8


class TooManyPixels(Exception):
    """The picture would not fit into memory."""


def opened(content: bytes, most_pixels: int) -> Picture:
    """The picture upright as the camera meant it, no larger than is useful. Raises TooManyPixels,
    OSError for what is no picture."""
    with Image.open(io.BytesIO(content)) as image:
        if image.width * image.height > most_pixels:
            raise TooManyPixels
        image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
    return sized(numpy.asarray(upright)[:, :, ::-1])


def sized(picture: Picture) -> Picture:
    """Small pictures are enlarged, large ones reduced: characters of about 25 pixels read best."""
    height, width = picture.shape[:2]
    longest = max(height, width)
    scale = 1.0
    if longest > _LONGEST_SIDE:
        scale = _LONGEST_SIDE / longest
    elif longest < _SHORTEST_SIDE * 1.4:
        scale = min(2.0, _SHORTEST_SIDE * 1.4 / longest)
    if scale == 1.0:
        return numpy.ascontiguousarray(picture)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)


def straightened(picture: Picture) -> Picture:
    """Turned level, then pulled into a rectangle by the outline of the largest ruled table."""
    level = _levelled(picture)
    corners = _outline(level)
    return level if corners is None else _pulled(level, corners)


def _levelled(picture: Picture) -> Picture:
    angle = _angle(picture)
    if not _FLAT < abs(angle) < _TURNED:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    wide, tall = int(height * sine + width * cosine), int(height * cosine + width * sine)
    turn[0, 2] += (wide - width) / 2
    turn[1, 2] += (tall - height) / 2
    paper = _paper(picture)
    return cv2.warpAffine(picture, turn, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=paper)


def _paper(picture: Picture) -> tuple[int, int, int]:
    """The usual colour of the paper."""
    return tuple(int(v) for v in numpy.median(picture[::8, ::8].reshape(-1, 3), axis=0))  # type: ignore[return-value]


def _angle(picture: Picture) -> float:
    """How far near-horizontal edges lean; the longest say most."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = 1_400 / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = _ink(grey)
    width = grey.shape[1]
    found = cv2.HoughLinesP(
        dark, 1, numpy.pi / 1_800, 120, minLineLength=width // 6, maxLineGap=width // 90
    )
    if found is None:
        return _angle_of_text(dark)
    runs = found.reshape(-1, 4).astype(float)
    across, down = runs[:, 2] - runs[:, 0], runs[:, 3] - runs[:, 1]
    angles = numpy.degrees(numpy.arctan2(down, across))
    lying = numpy.abs(angles) < _TURNED
    if lying.sum() < 3:  # strays, and no lines of a table
        return _angle_of_text(dark)
    return float(numpy.median(angles[lying]))


def _angle_of_text(dark: Picture) -> float:
    """Without lines: the turn under which lines of text stand out most from the gaps."""
    small = cv2.resize(dark, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    best, sharpest = 0.0, -1.0
    for angle in numpy.arange(-5.0, 5.01, 0.25):
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
        profile = cv2.warpAffine(small, turn, (width, height)).sum(axis=1, dtype=numpy.float64)
        sharp = float(numpy.square(numpy.diff(profile)).sum())
        if sharp > sharpest:
            best, sharpest = float(angle), sharp
    return best


def _ink(grey: Picture) -> Picture:
    """White where the page is dark, whatever shadow lies on it."""
    size = max(15, min(grey.shape) // 40 * 2 + 1)
    blurred = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(
        blurred, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, size, 12
    )


def _strokes_masks(dark: Picture) -> tuple[Picture, Picture]:
    """Long horizontal and vertical strokes; a slight lean is forgiven."""
    height, width = dark.shape
    across = cv2.dilate(dark, numpy.ones((3, 1), numpy.uint8))
    across = cv2.morphologyEx(
        across, cv2.MORPH_OPEN, numpy.ones((1, max(width // 45, 25)), numpy.uint8)
    )
    down = cv2.dilate(dark, numpy.ones((1, 3), numpy.uint8))
    down = cv2.morphologyEx(
        down, cv2.MORPH_OPEN, numpy.ones((max(height // 60, 22), 1), numpy.uint8)
    )
    return across, down


def _outline(picture: Picture) -> Any | None:
    """The four corners of the largest ruled table, when it is not a rectangle yet."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    across, down = _strokes_masks(_ink(grey))
    drawn = cv2.dilate(across | down, numpy.ones((5, 5), numpy.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn)
    if count < 2:
        return None
    # a table has more lines in it than the edges of the paper, however large that is
    most = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    _, _, width, height, _ = stats[most]
    if width * height < grey.size * 0.02:
        return None
    points = cv2.findNonZero((labels == most).astype(numpy.uint8))
    hull = cv2.convexHull(points).reshape(-1, 2).astype(float)
    sums, gaps = hull.sum(axis=1), hull[:, 0] - hull[:, 1]
    corners = numpy.array(
        [hull[sums.argmin()], hull[gaps.argmax()], hull[sums.argmax()], hull[gaps.argmin()]]
    )
    return corners if _is_bent(corners) else None


def _is_bent(corners: Any) -> bool:
    top_left, top_right, bottom_right, bottom_left = corners
    bends = (
        abs(top_left[1] - top_right[1]), abs(bottom_left[1] - bottom_right[1]),
        abs(top_left[0] - bottom_left[0]), abs(top_right[0] - bottom_right[0]),
    )  # fmt: skip
    return bool(max(bends) > _PLAIN)


def _pulled(picture: Picture, corners: Any) -> Picture:
    """The whole page under the change that makes the table a rectangle."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = max(
        numpy.linalg.norm(top_right - top_left), numpy.linalg.norm(bottom_right - bottom_left)
    )
    height = max(
        numpy.linalg.norm(bottom_left - top_left), numpy.linalg.norm(bottom_right - top_right)
    )
    x, y = float(min(top_left[0], bottom_left[0])), float(min(top_left[1], top_right[1]))
    wanted = numpy.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
    change = cv2.getPerspectiveTransform(
        corners.astype(numpy.float32), wanted.astype(numpy.float32)
    )
    tall, wide = picture.shape[:2]
    frame = numpy.array([[[0, 0]], [[wide, 0]], [[wide, tall]], [[0, tall]]], numpy.float32)
    moved = cv2.perspectiveTransform(frame, change).reshape(-1, 2)
    room = 0.2 * max(wide, tall)
    low = numpy.clip(moved.min(axis=0), [x - wide, y - tall], [x, y])
    low = numpy.maximum(low, [-room, -room])
    high = numpy.minimum(moved.max(axis=0), [wide + room, tall + room])
    high = numpy.maximum(high, [x + width + 2, y + height + 2])
    shift = numpy.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]])
    size = (int(min(high[0] - low[0], 5_000)), int(min(high[1] - low[1], 5_000)))
    return cv2.warpPerspective(
        picture, shift @ change, size, flags=cv2.INTER_CUBIC, borderValue=_paper(picture)
    )


# ---------------------------------------------------------------- lines and cells


def lattices_of(picture: Picture) -> list[Lattice]:
    """The ruled tables of a straight page, from top to bottom."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    across, down = _strokes_masks(_ink(grey))
    drawn = cv2.dilate(across | down, numpy.ones((7, 7), numpy.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(drawn)
    found = []
    for number in range(1, count):
        left, top, width, height, _ = stats[number]
        if width < 120 or height < 40 or width * height < grey.size * 0.01:
            continue
        near = 5.0
        part = (slice(top, top + height), slice(left, left + width))
        own = numpy.where(labels[part] == number, 255, 0).astype(numpy.uint8)
        horizontals = _strokes(across[part] & own, left, top, lying=True)
        verticals = _strokes(down[part] & own, left, top, lying=False)
        lattice = lattice_of(horizontals, verticals, near)
        if lattice is not None:
            found.append(lattice)
    return sorted(found, key=lambda lattice: lattice.ys[0])


def _strokes(mask: Picture, left: int, top: int, *, lying: bool) -> list[Stroke]:
    count, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    found = []
    for number in range(1, count):
        x, y, width, height, _ = stats[number]
        thick, long = (height, width) if lying else (width, height)
        if long < 18 or thick > max(14, long * 0.25):
            continue
        middle_x, middle_y = centres[number]
        if lying:
            found.append(Stroke(top + middle_y, left + x, left + x + width))
        else:
            found.append(Stroke(left + middle_x, top + y, top + y + height))
    return found


@dataclass(frozen=True, slots=True)
class Cutting:
    """A cell cut out: its lines of text one by one, and the whole for a person to look at."""

    lines: tuple[Picture, ...]
    whole: Picture
    inks: tuple[int, ...] = ()  # how wide the ink of each line is, without what is left of borders


def cutting_of(picture: Picture, left: float, top: float, right: float, bottom: float) -> Cutting:
    """The inside of a cell; no lines where it is blank."""
    x0, y0 = int(left) + _INSET, int(top) + _INSET
    x1, y1 = int(right) - _INSET + 1, int(bottom) - _INSET + 1
    whole = picture[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    if whole.shape[0] < 8 or whole.shape[1] < 6:
        return Cutting((), whole)
    dark = _marks(whole)
    lines, inks = [], []
    for first, last in _runs(dark.sum(axis=1) > 0, gap=3):
        columns = numpy.flatnonzero(dark[first:last].sum(axis=0))
        if last - first < 6 or columns.size == 0 or dark[first:last].sum() < _LEAST_INK * 255:
            continue
        a, b = max(first - _MARGIN, 0), min(last + _MARGIN, whole.shape[0])
        c, d = max(columns[0] - _MARGIN - 2, 0), min(columns[-1] + _MARGIN + 3, whole.shape[1])
        lines.append(whole[a:b, c:d])
        inks.append(_ink_width(dark[first:last]))
    return Cutting(tuple(lines), whole, tuple(inks))


def _ink_width(dark: Picture) -> int:
    """From the first to the last ink in the middle of a line: borders lie above and below."""
    fifth = dark.shape[0] // 5
    columns = numpy.flatnonzero(dark[fifth : dark.shape[0] - fifth].sum(axis=0))
    return int(columns[-1] - columns[0]) + 1 if columns.size else 0


def _marks(whole: Picture) -> Picture:
    """Ink inside a cell: neither specks nor what is left of its borders."""
    grey = cv2.cvtColor(whole, cv2.COLOR_BGR2GRAY)
    paper = float(numpy.percentile(grey, 80))
    dark = numpy.where(grey < min(paper - 38, paper * 0.8), 255, 0).astype(numpy.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    height, width = grey.shape
    for number in range(1, count):
        x, y, wide, tall, area = stats[number]
        at_edge = x <= 1 or y <= 1 or x + wide >= width - 1 or y + tall >= height - 1
        thin = (wide <= 4 and tall > height * 0.5) or (tall <= 4 and wide > width * 0.3)
        if area < _LEAST_INK or (at_edge and (thin or (wide <= 3 or tall <= 3))):
            dark[labels == number] = 0
    return dark


def _runs(filled: Any, gap: int) -> list[tuple[int, int]]:
    """Runs of filled places, (first, behind the last); a small gap does not end one."""
    found: list[tuple[int, int]] = []
    for at in numpy.flatnonzero(filled):
        if found and at - found[-1][1] <= gap:
            found[-1] = (found[-1][0], int(at) + 1)
        else:
            found.append((int(at), int(at) + 1))
    return found


def png_of(picture: Picture) -> bytes:
    """A small picture for a person to look at."""
    height, width = picture.shape[:2]
    scale = min(1.0, 480 / max(width, 1), 120 / max(height, 1))
    if scale < 1.0:
        # A sliver of a cell would come out with no height at all.
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    done, content = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return bytes(content) if done else b""
