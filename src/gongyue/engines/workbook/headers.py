"""Where the header of a table is and what stands above each column, level by level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gongyue.engines.workbook.cells import Raw
from gongyue.engines.workbook.lexicon import CHATTER, KNOWN, LEXICON, Entry, clean_heading
from gongyue.engines.workbook.numerals import plain, tight
from gongyue.engines.workbook.terms import text_of
from gongyue.kernel.numerals import chinese_number

Line = Sequence[Raw]
Merge = tuple[tuple[int, int], tuple[int, int]]

_SEARCHED_ROWS = 60
_LEVELS = 4
_WEEKDAYS = re.compile(r"(星期|周|礼拜)?[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun")
_PLACE = {entry.field: entry for entry in LEXICON}
_WEEKDAY = r"[(]?(?:星期|周)?[一二三四五六日天]?[)]?"
_DAY = re.compile(
    rf"{_WEEKDAY}(?:(?:(\d{{4}})[-/.年])?(\d{{1,2}})[-/.月])?(\d{{1,2}})[日号]?{_WEEKDAY}"
)
_LABEL = re.compile(r"[:：]\s*$")  # 姓名： has its value beside it and not below
_SERIALS = (40_000, 55_000)  # 2009 to 2050: a date whose cell lost its format
_DATA = re.compile(r"[-+￥¥$]?\d[\d,.\-/年月日:%￥元]*|\d{17}[\dx]")
_UNIT_WORD = re.compile(r"元|小时|天|月|年|h|个月|万元|元/月|文本|日期|数字|是/否|男/女|√/×|有/无")
_SUB_HEADING = re.compile(r"金额|数量|小时数?|天数?|次数|标准|单价|工时|比例|基数|计")
_CAPTION = re.compile(
    r"[:：]|公司|有限|表\)?$|花名册|名册|台账|考勤表|统计表|一览表|汇总表|明细表|登记表|制表|单位名称"
)


class Day(NamedTuple):
    """A day of the month; month and year where the heading writes them."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(slots=True)
class Heading:
    """The texts above one column, top to bottom, cleaned; shown is what a person sees."""

    column: int
    path: tuple[str, ...]
    shown: str
    unit: str = ""
    day: Day | None = None

    @property
    def leaf(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def joined(self) -> str:
        return "".join(self.path[-2:])

    @property
    def whole(self) -> str:
        return "|".join(self.path)


@dataclass(slots=True)
class Header:
    """top and bottom are 0-based row indexes, both part of the header."""

    top: int
    bottom: int
    headings: dict[int, Heading] = field(default_factory=dict)


@lru_cache(maxsize=20_000)
def recognised(text: str) -> float:
    """1 for a heading of the lexicon, 0.6 for one that a pattern fits, else 0."""
    base, _ = clean_heading(text)
    if base in KNOWN:
        return 1.0
    if not base or len(base) > 25 or _DATA.fullmatch(base):
        return 0.0
    fits = any(
        entry.find and entry.find.search(base) and not (entry.never and entry.never.search(base))
        for entry in LEXICON
    )
    return 0.6 if fits else 0.0


@lru_cache(maxsize=20_000)
def identifies(text: str) -> bool:
    """Whether a heading is the name, the identity number or the staff number."""
    base, _ = clean_heading(text)
    return any(_calls(_PLACE[name], base) for name in ("name", "id_number", "employee_no"))


def _calls(entry: Entry, base: str) -> bool:
    if base in entry.whole:
        return True
    found = entry.find and len(base) <= 12 and entry.find.search(base)
    return bool(found) and not (entry.never and entry.never.search(base))


def find_header(rows: Sequence[Line], merges: Sequence[Merge], start: int = 0) -> Header | None:
    """The first header at or below start, or None."""
    scores = {i: _score(rows[i]) for i in range(start, min(len(rows), start + _SEARCHED_ROWS))}
    best = max(scores.values(), default=0.0)
    if best < 1.6:
        return None
    anchor = next(i for i, score in scores.items() if score >= best * 0.5 and score >= 1.6)
    return header_at(rows, merges, anchor, start)


def header_ending_at(rows: Sequence[Line], merges: Sequence[Merge], bottom: int) -> Header:
    """The header whose last row a person has pointed out, with the levels above it."""
    key = next((c for c, raw in enumerate(rows[bottom]) if _is_key(raw)), 0)
    top = bottom
    while top > 0 and bottom - top < _LEVELS - 1 and _is_group_row(rows, merges, top - 1, key):
        top -= 1
    header = Header(top, bottom)
    header.headings = _headings(rows, merges, header, key)
    return header


def header_at(rows: Sequence[Line], merges: Sequence[Merge], anchor: int, start: int) -> Header:
    """The header block around a row that holds the name heading."""
    key = next((c for c, raw in enumerate(rows[anchor]) if _is_key(raw)), 0)
    top, bottom = anchor, anchor
    while top > start and anchor - top < _LEVELS - 1 and _is_group_row(rows, merges, top - 1, key):
        top -= 1
    while (
        bottom + 1 < len(rows)
        and bottom - anchor < _LEVELS
        and _continues(rows, merges, anchor, bottom + 1, key)
    ):
        bottom += 1
    header = Header(top, bottom)
    header.headings = _headings(rows, merges, header, key)
    return header


def _is_key(raw: Raw) -> bool:
    return isinstance(raw, str) and identifies(raw) and not _LABEL.search(raw)


def _score(line: Line) -> float:
    texts = [raw for raw in line if isinstance(raw, str) and raw and len(raw) < 60]
    hits = [recognised(text) for text in texts]
    keyed = any(_is_key(text) for text in texts if recognised(text) > 0)
    total = sum(hits)
    if not keyed or total < 1.0:
        return 0.0
    numbers = sum(1 for raw in line if isinstance(raw, (float, date)) and not _is_day(raw))
    days = sum(1 for raw in line if not isinstance(raw, str) and _is_day(raw))
    return total + 0.7 * min(len(texts) - 1 + days // 3, 2) - 0.5 * numbers


def _filled(line: Line) -> list[int]:
    return [
        c for c, raw in enumerate(line) if raw != "" and (not isinstance(raw, str) or raw.strip())
    ]


def _is_day(raw: Raw) -> bool:
    return day_of(raw) is not None


def day_of(raw: Raw) -> Day | None:
    """The day a grid column stands for: 1, 1日, 9.1, 2025-09-01; year and month where written."""
    if isinstance(raw, (datetime, date)):
        return Day(raw.day, raw.month, raw.year)
    if isinstance(raw, float) and _SERIALS[0] < raw < _SERIALS[1]:
        return day_of(date(1899, 12, 30) + timedelta(days=int(raw)))
    text = text_of(raw)
    found = _DAY.fullmatch(text)
    if found is None or len(text) > 16:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return Day(day, month, year) if day is not None and 1 <= day <= 31 else None


def _is_group_row(rows: Sequence[Line], merges: Sequence[Merge], row: int, key: int) -> bool:
    """A row of group titles above the anchor: merged over several columns, nothing over the key."""
    line = rows[row]
    filled = _filled(line)
    if not filled or any(not isinstance(line[c], str) for c in filled):
        return False
    width = len(_filled(rows[row + 1])) or 1
    if any(_CAPTION.search(str(line[c])) or len(str(line[c])) > 30 for c in filled):
        return False
    if key in filled:
        return False
    spans = [m for m in merges if m[0][0] <= row <= m[1][0] and m[1][1] > m[0][1]]
    if spans:
        return any(1 < m[1][1] - m[0][1] + 1 < max(width, 3) for m in spans) or len(filled) > 1
    return len(filled) > 1 or (filled[0] > key and recognised(str(line[filled[0]])) > 0)


def _continues(
    rows: Sequence[Line], merges: Sequence[Merge], anchor: int, row: int, key: int
) -> bool:
    """Whether the row below still belongs to the header."""
    for (first, left), (last, right) in merges:
        if left <= key <= right and first <= anchor and row <= last:
            return True
    line = rows[row]
    filled = _filled(line)
    if not filled:
        return False
    if _is_numbering(line, filled) or all(_is_unit(line[c]) for c in filled):
        return True
    if key in filled and not _is_unit(line[key]):
        return False
    days = sum(1 for c in filled if _is_day(line[c]))
    return (days >= 20 and days >= len(filled) * 0.6) or _is_worded(line, filled)


def _is_worded(line: Line, filled: list[int]) -> bool:
    """Weekdays, or second-level headings: only texts, some of them known."""
    texts = [str(line[c]) for c in filled if isinstance(line[c], str)]
    if len(texts) < len(filled) or len(texts) < 2:
        return False
    if sum(1 for text in texts if _WEEKDAYS.fullmatch(tight(text))) >= min(5, len(texts)):
        return True
    known = sum(1 for text in texts if recognised(text) > 0 or _SUB_HEADING.fullmatch(tight(text)))
    return known >= max(1, len(texts) * 0.3) and not any(_DATA.fullmatch(tight(t)) for t in texts)


def _is_unit(raw: Raw) -> bool:
    """(元), (必填), 是/否, YYYY-MM-DD: what a line of units and instructions holds."""
    if not isinstance(raw, str):
        return False
    text = tight(raw).strip("()")
    return bool(_UNIT_WORD.fullmatch(text) or CHATTER.fullmatch(text))


def _is_numbering(line: Line, filled: list[int]) -> bool:
    """1 2 3 4 … or A B C D … under the headings, the key column included."""
    texts = [text_of(line[c]) for c in filled]
    if len(texts) < 4:
        return False
    numbers = [int(t) if t.isdigit() else chinese_number(t) for t in texts]
    steps = sum(
        1
        for one, two in pairwise(numbers)
        if one is not None and two is not None and two - one == 1 and two < 200
    )
    letters = "".join(texts[:6])
    return steps >= (len(texts) - 1) * 0.8 or "abcdefghijkl".startswith(letters[:5].lower())


def _numbers_all(line: Line, key: int) -> bool:
    """A line of column numbers, the key column's too; 姓名 1 2 3 … 31 is a grid of days."""
    return line[key] != "" and not _is_key(line[key]) and _is_numbering(line, _filled(line))


def _headings(
    rows: Sequence[Line], merges: Sequence[Merge], header: Header, key: int
) -> dict[int, Heading]:
    width = max(len(rows[r]) for r in range(header.top, header.bottom + 1))
    grid = [
        list(rows[r]) + [""] * (width - len(rows[r])) for r in range(header.top, header.bottom + 1)
    ]
    grid = [line for line in grid if not _numbers_all(line, key)]
    offset = header.top
    merged = _spread_merges(grid, merges, offset, width)
    if not merged:
        _spread_groups(grid)
    found = {}
    for column in range(width):
        heading = _heading(column, [line[column] for line in grid])
        if heading is not None:
            found[column] = heading
    return found


def _spread_merges(grid: list[list[Raw]], merges: Sequence[Merge], offset: int, width: int) -> bool:
    """Write the text of a merged area into all its cells; whether groups were merged at all."""
    across = False
    for (first, left), (last, right) in merges:
        if last < offset or first >= offset + len(grid):
            continue
        origin = grid[max(first - offset, 0)][left] if left < width else ""
        if right - left + 1 >= width > 3:
            origin = ""  # a title over the whole table
        across = across or (right > left and origin != "")
        for row in range(max(first - offset, 0), min(last - offset, len(grid) - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                grid[row][column] = origin
    return across


def _spread_groups(grid: list[list[Raw]]) -> None:
    """Without merges (CSV): a group title reaches right over columns that have a text below."""
    for row, line in enumerate(grid[:-1]):
        group: Raw = ""
        for column, raw in enumerate(line):
            below = any(lower[column] != "" for lower in grid[row + 1 :])
            if raw != "":
                group = raw if below else ""
            elif below:
                line[column] = group


def _heading(column: int, levels: list[Raw]) -> Heading | None:
    shown: list[str] = []
    path: list[str] = []
    unit = ""
    days = [day for raw in levels if (day := day_of(raw)) is not None and raw != ""]
    alone = ""
    for raw in levels:
        text = plain(raw) if isinstance(raw, str) else text_of(raw)
        base, its_unit = clean_heading(text)
        unit = its_unit or unit
        if _is_unit(text):
            unit = tight(text).strip("()")
            alone = alone or unit
            continue
        if base and (not path or path[-1] != base):
            path.append(base[:60])
            shown.append(" ".join(text.split())[:60])
    if not path and alone:  # 日期, 年月, 月: a heading after all when nothing stands above it
        path, shown, unit = [alone], [alone], ""
    if not path:
        return None
    return Heading(column, tuple(path), " / ".join(shown), unit, days[0] if days else None)
