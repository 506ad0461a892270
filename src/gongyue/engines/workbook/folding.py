"""Several lines of one person made one row: halves of a day, overtime told day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from gongyue.engines.workbook.cells import parse_hours
from gongyue.engines.workbook.models import BareMonth, Row, Sheet, Values

_WHO = ("name", "id_number", "employee_no", "department")
_HOURS = {
    "workday": "overtime_workday_hours",
    "restday": "overtime_restday_hours",
    "holiday": "overtime_holiday_hours",
}


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
    return tuple(row.values.get(key) for key in _WHO)


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


def fold_overtime(sheet: Sheet) -> None:
    """One row a person and month for a list that tells overtime day by day."""
    fields = set(sheet.mapping.values())
    if not ({"overtime_on", "overtime_hours"} <= fields):
        return
    folded: dict[tuple[object, ...], Row] = {}
    days: dict[tuple[object, ...], Decimal] = {}
    for row in sheet.rows:
        worked_on, hours = row.values.get("overtime_on"), row.values.get("overtime_hours")
        if not isinstance(worked_on, date) or not isinstance(hours, Decimal):
            continue
        month = BareMonth(worked_on.year, worked_on.month, 1)
        target = folded.setdefault((*_who(row), month), _month_row(row, month))
        target.unreadable += row.unreadable
        _add(target.values, "overtime_hours", hours)
        if isinstance(kind := row.values.get("overtime_kind"), str):
            _add(target.values, _HOURS[kind], hours)
        day = (*_who(row), worked_on)
        days[day] = days.get(day, Decimal(0)) + hours
        longest = target.values.get("longest_day_overtime", Decimal(0))
        if isinstance(longest, Decimal):
            target.values["longest_day_overtime"] = max(longest, days[day])
    sheet.rows[:] = folded.values()


def _month_row(row: Row, month: BareMonth) -> Row:
    values: Values = {key: row.values[key] for key in _WHO if key in row.values}
    return Row(row.number, values | {"month": month}, row.hidden)


def _add(values: Values, name: str, hours: Decimal) -> None:
    before = values.get(name, Decimal(0))
    values[name] = before + hours if isinstance(before, Decimal) else hours
