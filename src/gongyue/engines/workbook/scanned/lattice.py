"""Lines drawn on a page as the cells between them, joined cells included. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_DRAWN = 0.6  # share of a border that must be drawn to part two cells
_MOST_LINES = 400
_RUNS_ON = 1.6  # rows
_SLIVER, _ENOUGH_ROWS = 0.4, 4


class Stroke(NamedTuple):
    """A horizontal line at height `at` from `first` to `last`; or a vertical one likewise."""

    at: float
    first: float
    last: float


class Region(NamedTuple):
    """A cell: its place in the grid, how many rows and columns it joins, its edges on the page."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table. xs and ys are its lines from left to right and from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def lattice_of(
    horizontals: Sequence[Stroke], verticals: Sequence[Stroke], near: float
) -> Lattice | None:
    """The grid that strokes draw, or None when they draw none. near: how far apart strokes of
    one line may be, in the unit of the page."""
    ys = _without_slivers(_lines(horizontals, near))
    verticals = _ruling(verticals, ys, near)
    xs = _lines(verticals, near)
    if not (2 <= len(ys) <= _MOST_LINES and 3 <= len(xs) <= _MOST_LINES):
        return None
    down = _drawn(ys, xs, horizontals, near)
    across = _drawn(xs, ys, verticals, near)
    if len(parting := _parting(down)) < len(ys) or len(_parting(across)) < len(xs):
        ys, xs = [ys[at] for at in parting], [xs[at] for at in _parting(across)]
        down, across = _drawn(ys, xs, horizontals, near), _drawn(xs, ys, verticals, near)
    groups = _Groups(len(ys) - 1, len(xs) - 1)
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if row and not down[row][column]:
                groups.join((row - 1, column), (row, column))
            if column and not across[column][row]:
                groups.join((row, column - 1), (row, column))
    return Lattice(tuple(xs), tuple(ys), tuple(groups.regions(xs, ys)))


def _ruling(strokes: Sequence[Stroke], lines: Sequence[float], near: float) -> list[Stroke]:
    """Strokes of lines that run on over more than one row: those of characters do not."""
    gaps = [b - a for a, b in pairwise(lines)]
    if not gaps:
        return []
    least = median(gaps) * (_RUNS_ON if len(gaps) > 2 else 0.9)
    places = [stroke.at for stroke in strokes if stroke.last - stroke.first >= least]
    return [stroke for stroke in strokes if any(abs(stroke.at - at) <= near for at in places)]


def _lines(strokes: Iterable[Stroke], near: float) -> list[float]:
    """The places of lines: strokes at nearly one place are one line, weighed by length."""
    found: list[tuple[float, float]] = []  # place, length
    for stroke in sorted(strokes):
        length = stroke.last - stroke.first
        if found and stroke.at - found[-1][0] <= near:
            place, weight = found[-1]
            whole = weight + length
            found[-1] = ((place * weight + stroke.at * length) / whole, whole)
        else:
            found.append((stroke.at, length))
    return [place for place, _ in found]


def _without_slivers(lines: list[float]) -> list[float]:
    """One line seen as two leaves a row too thin for any text between them: it is no row."""
    gaps = [b - a for a, b in pairwise(lines)]
    if len(gaps) < _ENOUGH_ROWS:
        return lines
    least = median(gaps) * _SLIVER
    found = lines[:1]
    for line in lines[1:]:
        if line - found[-1] < least:
            found[-1] = (found[-1] + line) / 2
        else:
            found.append(line)
    return found


def _drawn(
    lines: Sequence[float], crossings: Sequence[float], strokes: Sequence[Stroke], near: float
) -> list[list[bool]]:
    """For each line and each piece between two crossings, whether that piece is drawn."""
    found = []
    for line in lines:
        mine = [stroke for stroke in strokes if abs(stroke.at - line) <= near * 1.5]
        found.append(
            [
                sum(max(0.0, min(stroke.last, last) - max(stroke.first, first)) for stroke in mine)
                >= _DRAWN * (last - first)
                for first, last in pairwise(crossings)
            ]
        )
    return found


def _parting(drawn: Sequence[Sequence[bool]]) -> list[int]:
    """The lines that part any two cells, and the outermost: a line that is drawn nowhere is one
    seen twice, and would tear every row, or column, below it from its place."""
    inner = range(1, len(drawn) - 1)
    return [0, *(at for at in inner if any(drawn[at])), len(drawn) - 1]


class _Groups:
    """Cells without a line between them are one; only rectangles count as joined."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.parent = list(range(rows * columns))

    def _root(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        a = self._root(one[0] * self.columns + one[1])
        b = self._root(other[0] * self.columns + other[1])
        self.parent[max(a, b)] = min(a, b)

    def regions(self, xs: Sequence[float], ys: Sequence[float]) -> Iterable[Region]:
        members: dict[int, list[tuple[int, int]]] = {}
        for at in range(self.rows * self.columns):
            members.setdefault(self._root(at), []).append(divmod(at, self.columns))
        for cells in members.values():
            top, bottom = min(cells)[0], max(cells)[0]
            left, right = min(c for _, c in cells), max(c for _, c in cells)
            if (bottom - top + 1) * (right - left + 1) == len(cells):
                yield _region(top, left, bottom, right, xs, ys)
            else:
                yield from (_region(row, c, row, c, xs, ys) for row, c in cells)


def _region(
    top: int, left: int, bottom: int, right: int, xs: Sequence[float], ys: Sequence[float]
) -> Region:
    return Region(
        top, left, bottom - top + 1, right - left + 1, xs[left], ys[top], xs[right + 1],
        ys[bottom + 1],
    )  # fmt: skip
