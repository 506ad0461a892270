"""Words on a page without lines as rows and columns, told by their places alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from gongyue.engines.workbook.scanned.models import Box

_TABLE_ROW = 3  # words a line needs to tell of columns
_REGULAR = 0.7
_RARE = 0.08  # share of the lines that may bridge the gap between two columns


@dataclass(frozen=True, slots=True)
class Word:
    """Text that stands together, and where. confidence as in Scanned."""

    text: str
    box: Box
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into lines from top to bottom, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle):
        if found and word.middle - _middle(found[-1]) < 0.5 * min(
            word.height, median(w.height for w in found[-1])
        ):
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line, key=lambda word: word.box[0]) for line in found]


def _middle(line: Sequence[Word]) -> float:
    return sum(word.middle for word in line) / len(line)


def columns_of(lines: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """The columns that lines with several words share: (left, right) of each."""
    telling = [line for line in lines if len(line) >= _TABLE_ROW]
    if not telling:
        return []
    edges = sorted({edge for line in telling for word in line for edge in word.box[::2]})
    allowed = len(telling) * _RARE
    found: list[tuple[float, float]] = []
    for left, right in itertools.pairwise(edges):
        here = (left + right) / 2
        covered = sum(any(word.box[0] <= here <= word.box[2] for word in line) for line in telling)
        if covered <= allowed:
            continue
        if found and found[-1][1] == left:
            found[-1] = (found[-1][0], right)
        else:
            found.append((left, right))
    return found


def is_regular(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most lines of a table without ruling have as many words as each other: words that
    fell into the wrong line are read for sure and stand in the wrong place."""
    counts = [len(line) for line in lines if len(line) >= _TABLE_ROW]
    if len(counts) < _TABLE_ROW:
        return True  # titles and remarks, no table
    usual = max(set(counts), key=counts.count)
    return counts.count(usual) >= _REGULAR * len(counts)


def column_of(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column a word shares most with, else the nearest."""

    def shared(at: int) -> tuple[float, float]:
        left, right = columns[at]
        overlap = min(word.box[2], right) - max(word.box[0], left)
        return (max(overlap, 0.0), -abs((left + right) / 2 - (word.box[0] + word.box[2]) / 2))

    return max(range(len(columns)), key=shared) if columns else 0
