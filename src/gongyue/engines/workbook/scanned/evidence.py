"""What a page says about itself: cells whose shape or place the rest of the table speaks against.

A recogniser is as sure of a word in the wrong row as in the right one. These checks do not ask it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Protocol

AGAINST = 0.5  # the confidence of a cell that the table speaks against
_ENOUGH, _MOST = 6, 0.75
_NARROW, _WIDE = 0.55, 1.6  # wider than a name with a space in it
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_AMOUNT = re.compile(r"[-+]?[¥￥]?\d[\d,，]*(\.\d+)?元?")


class Cell(Protocol):
    """What the checks look at; `confidence` is lowered in place."""

    row: int
    column: int
    text: str
    confidence: float


def doubt_what_does_not_fit(cells: Sequence[Cell]) -> None:
    """Lower the confidence of cells unlike their column: a name among dates, ten digits among
    telephones, a day that no calendar has."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.text.strip():
            columns[cell.column].append(cell)
    for column in columns.values():
        _doubt_in(column)


def doubt_torn_rows(cells: Sequence[Cell], words: Counter[tuple[int, int]]) -> None:
    """Of a table without lines, each row that lacks what nearly all have, or has two words where
    the others have one, and its neighbours: the word may stand one row off. `words`: how many by
    (row, column)."""
    rows: dict[int, set[int]] = defaultdict(set)
    for cell in cells:
        rows[cell.row].add(cell.column)
    full = [row for row, columns in rows.items() if len(columns) >= 3]
    if len(full) < _ENOUGH:
        return
    usual = {c for c, n in Counter(c for row in full for c in rows[row]).items()
             if n >= 0.9 * len(full)}  # fmt: skip
    torn = {row for row in full if usual - rows[row] or _crowded(row, full, words)}
    for cell in cells:
        if torn & {cell.row - 1, cell.row, cell.row + 1}:
            cell.confidence = min(cell.confidence, AGAINST)


def doubt_by_width(
    read: Sequence[tuple[str, float]], widths: Sequence[int]
) -> list[tuple[str, float]]:
    """Lines whose ink is much wider, or narrower, than so many characters are on this page: one
    was lost, or a speck was read as one."""
    units = [_unit(text, wide) for (text, _), wide in zip(read, widths, strict=True)]
    known = [unit for unit in units if unit is not None]
    if len(known) < _ENOUGH:
        return list(read)
    usual = median(known)
    return [
        (
            text,
            min(sure, AGAINST)
            if unit is not None and not _NARROW <= unit / usual <= _WIDE
            else sure,
        )
        for (text, sure), unit in zip(read, units, strict=True)
    ]


def _unit(text: str, wide: int) -> float | None:
    """Dots a character; None for figures and letters, whose widths say nothing."""
    characters = [letter for letter in text if not letter.isspace()]
    if not characters or any(ord(letter) < 256 for letter in characters):
        return None
    return wide / len(characters)


def _crowded(row: int, full: Sequence[int], words: Counter[tuple[int, int]]) -> bool:
    """Whether a cell holds more words than that column usually does."""
    for (at, column), number in words.items():
        if at == row and number > 1:
            alone = sum(words[other, column] == 1 for other in full)
            if alone >= _MOST * len(full):
                return True
    return False


def _doubt_in(column: Sequence[Cell]) -> None:
    shapes = {id(cell): _shape(cell.text) for cell in column}
    shape, number = Counter(shapes.values()).most_common(1)[0]
    if shape == "words" or number < max(_ENOUGH, _MOST * len(column)):
        return
    top = min(cell.row for cell in column if shapes[id(cell)] == shape)
    for cell in column:
        if cell.row > top and shapes[id(cell)] != shape:
            cell.confidence = min(cell.confidence, AGAINST)


def _shape(text: str) -> str:
    """What kind of text it is; long numbers are told apart by their length."""
    bare = re.sub(r"\s", "", text)
    if found := _DAY.fullmatch(bare):
        return "day" if _is_day(found.groups()) else "words"
    if re.fullmatch(r"\d{17}[\dXx]", bare):
        return "identity"
    if bare.isdigit() and len(bare) >= 9:
        return f"digits{len(bare)}"
    return "amount" if _AMOUNT.fullmatch(bare) else "words"


def _is_day(parts: Iterable[str]) -> bool:
    year, month, day = (int(part) for part in parts)
    try:
        date(year, month, day)
    except ValueError:
        return False
    return 1900 < year < 2100
