"""Several lines of one person made one row: halves of a day, overtime told day by day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gongyue.engines.workbook.cells import parse_hours
from gongyue.engines.workbook.fields import FIELDS
from gongyue.engines.workbook.models import BareMonth, Row, Sheet, Value, Values

_WHO = ("name", "id_number", "employee_no", "department")
_HOURS = {
    "workday": "overtime_workday_hours",
    "restday": "overtime_restday_hours",
    "holiday": "overtime_holiday_hours",
}
_CLOCKS = frozenset(("clock_in", "clock_out"))
_ADDED = frozenset(
    name
    for name, found in FIELDS.items()
    if found.kind in ("hours", "days") and "attendance" in found.roles
) - {"longest_day_overtime", "consecutive_days"}
_DAILY = _CLOCKS | _ADDED
_ZERO = Decimal(0)


def fold_shifts(sheet: Sheet, shifts: Mapping[int, str]) -> None:
    """One row for the 上午, 下午 and 加班 lines of a person; overtime hours a day are summed."""
    if not shifts:
        return
    folded: list[Row] = []
    for row in sheet.rows:
        last = folded[-1] if folded else None
        if last is None or _who(last) != _who(row):
            last = Row(row.number, {**row.values}, row.hidden, row.unreadable)
            last.values.pop("day_grid", None)
            folded.append(last)
        _add_shift(last, row, overtime="加班" in shifts.get(row.number, ""))
    sheet.rows[:] = folded


def _who(row: Row) -> tuple[object, ...]:
    return tuple(row.values.get(key) for key in (*_WHO, "month"))


def _add_shift(target: Row, row: Row, *, overtime: bool) -> None:
    grid = row.values.get("day_grid")
    for name, value in row.values.items():
        if name != "day_grid":
            target.values.setdefault(name, value)
    if isinstance(grid, dict) and overtime:
        _add_hours(target.values, grid)
    elif isinstance(grid, dict):
        whole = target.values.setdefault("day_grid", {})
        if isinstance(whole, dict):
            for day, mark in grid.items():
                whole[day] = mark if whole.get(day, mark) == mark else f"{whole[day]}/{mark}"


def _add_hours(values: Values, grid: dict[int, str]) -> None:
    hours = [found for text in grid.values() if isinstance(found := parse_hours(text), Decimal)]
    if hours:
        values.setdefault("overtime_hours", sum(hours, Decimal(0)))
        values.setdefault("longest_day_overtime", max(hours))


def fold_overtime_grid(sheet: Sheet) -> None:
    """Hours of overtime under the days of a month: their sum and the longest day."""
    for row in sheet.rows:
        grid = row.values.pop("day_grid", None)
        if isinstance(grid, dict):
            _add_hours(row.values, grid)
    sheet.mapping = {
        letter: "longest_day_overtime" if name == "day_grid" else name
        for letter, name in sheet.mapping.items()
    }


def fold_days(sheet: Sheet) -> None:
    """One row a person and month for a list with a line a day: punches, overtime day by day."""
    fields = set(sheet.mapping.values())
    if sheet.role != "attendance" or "overtime_on" not in fields or not _DAILY & fields:
        return
    folded: dict[tuple[object, ...], Row] = {}
    days: dict[tuple[tuple[object, ...], date], Decimal] = {}
    for row in sheet.rows:
        worked_on = row.values.get("overtime_on")
        if not isinstance(worked_on, date):
            continue
        month = BareMonth(worked_on.year, worked_on.month, 1)
        who = (*_who(row)[:-1], month)
        target = folded.get(who)
        if target is None:
            target = folded[who] = _month_row(row, month)
        target.unreadable += tuple(n for n in row.unreadable if n not in target.unreadable)
        _add_day(target.values, row.values, worked_on.day)
        if not isinstance(worked_on, BareMonth):
            days[who, worked_on] = days.get((who, worked_on), _ZERO) + _overtime(row.values)
    if len(folded) < len(sheet.rows) or _is_of_overtime(sheet):
        _note_longest(folded, days)
    sheet.rows[:] = folded.values()


def _is_of_overtime(sheet: Sheet) -> bool:
    """加班日期 is a day; a bare 日期 with one line a person may stand for the whole month."""
    letters = [letter for letter, name in sheet.mapping.items() if name == "overtime_on"]
    return any("加班" in sheet.headers.get(letter, "") for letter in letters)


def _month_row(row: Row, month: BareMonth) -> Row:
    values: Values = {key: row.values[key] for key in _WHO if key in row.values}
    return Row(row.number, values | {"month": month}, row.hidden)


def _add_day(values: Values, told: Values, day: int) -> None:
    for name in _ADDED & told.keys():
        _add(values, name, told[name])
    if "overtime_hours" in told and isinstance(kind := told.get("overtime_kind"), str):
        _add(values, _HOURS[kind], told["overtime_hours"])
    if any(re.search(r"\d", str(told.get(name, ""))) for name in _CLOCKS):
        grid = values.setdefault("day_grid", {})
        assert isinstance(grid, dict)
        grid[day] = "√"


def _add(values: Values, name: str, hours: Value) -> None:
    before = values.get(name, _ZERO)
    if isinstance(before, Decimal) and isinstance(hours, Decimal):
        values[name] = before + hours


def _overtime(told: Values) -> Decimal:
    """Hours of overtime of one line: the total, else its kinds together."""
    total = told.get("overtime_hours")
    if isinstance(total, Decimal):
        return total
    kinds = (told.get(name) for name in _HOURS.values())
    return sum((hours for hours in kinds if isinstance(hours, Decimal)), _ZERO)


def _note_longest(
    folded: Mapping[tuple[object, ...], Row],
    days: Mapping[tuple[tuple[object, ...], date], Decimal],
) -> None:
    for (who, _), hours in days.items():
        values = folded[who].values
        longest = values.get("longest_day_overtime", _ZERO)
        if hours and isinstance(longest, Decimal):
            values["longest_day_overtime"] = max(longest, hours)
