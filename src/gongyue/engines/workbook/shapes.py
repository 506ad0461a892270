"""The shapes a table can have beside one column a field: days, months and copies side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from gongyue.engines.workbook.cells import Raw, parse_hours
from gongyue.engines.workbook.columns import Column, candidates
from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.headers import Heading, Line
from gongyue.engines.workbook.models import BareMonth
from gongyue.engines.workbook.numerals import tight
from gongyue.engines.workbook.people_lines import name_or_not

MonthHeading = tuple[int | None, int, Heading]

_GRID_COLUMNS = 15
_LAST_DAYS = 28
_A_LONG_DAY = 16
_MONTH_HEADING = re.compile(r"(?:(\d{4}|\d{2}(?=年))[年.\-/]?)?(1[0-2]|0?[1-9])月份?的?(.*)")
_MONTH_DIGITS = re.compile(r"((?:19|20)\d{2})[年.\-/]?(1[0-2]|0[1-9])(?:-01)?()")
_SHIFTS = frozenset(("上午", "下午", "晚上", "加班", "白班", "夜班", "出勤", "正班", "平时"))
_GOING_HOME = re.compile(r"^下班|签退")
_COMING = re.compile(r"上班(时间|日期)?|到岗(时间)?")
_OF_A_MONTH = frozenset(("payroll", "attendance", "leave"))


def sample_of(lines: Iterable[Line], width: int) -> dict[int, list[Raw]]:
    """Column → cells of the first lines, aligned, blank ones included."""
    found: dict[int, list[Raw]] = {index: [] for index in range(width)}
    for line in lines:
        for index in range(width):
            cell = line[index] if index < len(line) else ""
            found[index].append("" if isinstance(cell, str) and not cell.strip() else cell)
    return found


# ---------------------------------------------------------------- days


def grid_columns(headings: Mapping[int, Heading]) -> list[Column]:
    """Columns headed by days of the month, when there are enough of them."""
    days = [Column(i, "day_grid", h) for i, h in headings.items() if h.day is not None]
    distinct = {column.heading.day.day for column in days if column.heading.day}
    return days if len(distinct) >= _GRID_COLUMNS else []


def by_month(grid: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """(days of the month before, days of the month): 26 … 31, 1 … 25 is one pay period."""
    days = [column.heading.day.day for column in grid if column.heading.day]
    drops = [at for at in range(1, len(days)) if days[at] < days[at - 1]]
    if len(drops) == 1 and days[drops[0] - 1] >= _LAST_DAYS and days[0] > days[-1]:
        return list(grid[: drops[0]]), list(grid[drops[0] :])
    return [], list(grid)


def month_written(grid: Sequence[Column]) -> tuple[int | None, int | None]:
    """(year, month) in the headings of the days, when they agree."""
    found = {(day.year, day.month) for column in grid if (day := column.heading.day)}
    return found.pop() if len(found) == 1 else (None, None)


def month_before(month: date) -> date:
    """The first day of the month before, known to be a month only."""
    return BareMonth(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def tells_overtime(grid: Sequence[Column], texts: str, samples: Mapping[int, list[Raw]]) -> bool:
    """Whether the days hold hours of overtime: a sheet called so, and nothing but hours."""
    grouped = all("加班" in column.heading.whole for column in grid)
    if not grouped and ("加班" not in texts or re.search("考勤|出勤", texts)):
        return False
    cells = [raw for column in grid for raw in samples.get(column.index, ()) if raw != ""]
    hours = [found for raw in cells if isinstance(found := parse_hours(raw), Decimal)]
    return len(hours) >= len(cells) * 0.9 and all(hour <= _A_LONG_DAY for hour in hours)


def as_punches(headings: dict[int, Heading]) -> dict[int, Heading]:
    """上班时间 beside 下班时间 is a time of the day; alone it is when somebody began here."""
    if not any(_GOING_HOME.search(heading.leaf) for heading in headings.values()):
        return headings
    return {
        index: replace(heading, path=(*heading.path[:-1], "上班打卡时间"))
        if _COMING.fullmatch(heading.leaf)
        else heading
        for index, heading in headings.items()
    }


def shift_column(headings: Mapping[int, Heading], samples: Mapping[int, list[Raw]]) -> int | None:
    """The column that says 上午, 下午 or 加班 when a person has several lines."""
    for index in sorted(headings):
        texts = [tight(raw) for raw in samples.get(index, ()) if isinstance(raw, str) and raw]
        if len(texts) >= 2 and sum(text in _SHIFTS for text in texts) >= len(texts) * 0.7:
            return index if len(set(texts)) > 1 and name_or_not(headings[index].leaf) else None
    return None


# ---------------------------------------------------------------- months


def month_blocks(
    headings: Mapping[int, Heading], default_year: int | None
) -> dict[int, MonthHeading]:
    """Columns headed by months: index → (year, month, heading without the month).

    1月 2月 3月, a month over 应发 and 实发, or 9月应发 10月应发.
    """
    bare: dict[int, MonthHeading] = {}
    worded: dict[int, MonthHeading] = {}
    for index, heading in headings.items():
        for level, text in enumerate(heading.path):
            match = _MONTH_HEADING.fullmatch(text) or _MONTH_DIGITS.fullmatch(text)
            if match is None:
                continue
            rest = ((match[3],) if match[3] else ()) + heading.path[level + 1 :]
            found = _with_month(match, Heading(index, rest, heading.shown, heading.unit))
            year, month, without = found
            if not match[3]:
                bare[index] = (year or default_year, month, without)
            elif _is_of_a_month(without):
                worded[index] = (year or default_year, month, without)
    if len({month for _, month, _ in bare.values()}) >= 3:
        return bare | worded
    return worded


def _with_month(match: re.Match[str], heading: Heading) -> MonthHeading:
    year = int(match[1]) if match[1] else None
    return (2000 + year if year and year < 100 else year), int(match[2]), heading


def _is_of_a_month(heading: Heading) -> bool:
    """应发, 加班小时, 已休年假 can be of a month; 入职, 生日 after a month are something else."""
    best = candidates(heading, "payroll")[:1] or candidates(heading, "attendance")[:1]
    return bool(best) and not _OF_A_MONTH.isdisjoint(FIELDS[best[0][1]].roles)


# ---------------------------------------------------------------- copies


def side_by_side(headings: Mapping[int, Heading]) -> list[dict[int, Heading]]:
    """One group of headings for each copy of the table printed beside the other."""
    starts = [i for i, h in headings.items() if h.path and h.path == _name_path(headings)]
    steps = {b - a for a, b in pairwise(starts)}
    if len(starts) < 2 or len(steps) != 1:
        return [dict(headings)]
    step, lead = steps.pop(), starts[0] - min(headings)
    parts = [
        {i: h for i, h in headings.items() if start - lead <= i < start - lead + step}
        for start in starts
    ]
    first = [h.path for h in parts[0].values()]
    same = all([h.path for h in part.values()][: len(first)] == first for part in parts[1:])
    return parts if same else [dict(headings)]


def _name_path(headings: Mapping[int, Heading]) -> tuple[str, ...] | None:
    for heading in headings.values():
        found = candidates(heading, "")
        if found and found[0][1] == "name":
            return heading.path
    return None
