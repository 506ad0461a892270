"""Payroll and attendance rows of one person, put together month by month."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.apps.checkup.day_marks import read_marks
from gongyue.engines.workbook import Row, Sheet
from gongyue.law.checkup.facts import MonthFacts, Origin

COPIED = {
    "gross": "gross", "net": "net", "base_wage": "base_wage", "post_wage": "post_wage",
    "overtime_pay": "overtime_pay", "own_insurance": "own_insurance", "own_fund": "own_fund",
    "income_tax": "income_tax", "absence_deduction": "absence_deduction",
    "days_due": "days_due", "days_worked": "days_worked", "absence_days": "absence_days",
    "rest_days": "rest_days", "consecutive_days": "consecutive_days",
    "overtime_hours": "overtime_hours", "overtime_workday_hours": "workday_hours",
    "overtime_restday_hours": "restday_hours", "overtime_holiday_hours": "holiday_hours",
    "overtime_days": "overtime_days", "longest_day_overtime": "longest_day",
    "time_off_hours": "time_off_hours",
}  # fmt: skip
ALLOWANCES = ("shift_allowance", "heat_allowance", "hazard_allowance")
SPECIAL = re.compile(r"病假|产假|医疗期|工伤|停工|停薪|待岗|内退|陪产|流产")
MONTHLY = frozenset({"payroll", "attendance"})
PAY = ("gross", "net")
HOURS = ("overtime_hours", "overtime_workday_hours", "days_worked", "rest_days", "day_grid",
         "consecutive_days", "overtime_restday_hours", "overtime_holiday_hours",
         "overtime_days")  # fmt: skip
BARE_MONTH = re.compile(r"^\D*?(1[0-2]|0?[1-9])月")


class MonthRows:
    """Knows which month each sheet is about; a year nobody wrote is settled once for all."""

    def __init__(self, sheets: list[Sheet], *, on: date) -> None:
        self.month_of_sheet = {id(sheet): sheet.month for sheet in sheets}
        self.assumed = _assume_years(sheets, on)

    def of(self, placed: list[tuple[Sheet, Row]]) -> Iterator[MonthFacts]:
        """The months of one person. Rows of one month in several sheets complete each other."""
        months: dict[object, dict[str, Any]] = {}
        for sheet, row in placed:
            if not _is_monthly(sheet, row):
                continue
            month, assumed = self._month(sheet, row)
            key = month or (id(sheet), row.number)
            found = months.setdefault(key, {"month": month, "year_assumed": assumed})
            _put(found, sheet, row)
        return (MonthFacts(**found) for found in months.values())

    def _month(self, sheet: Sheet, row: Row) -> tuple[date | None, bool]:
        written = row.values.get("month") or sheet.month
        if isinstance(written, date):
            return date(written.year, written.month, 1), False
        assumed = self.assumed.get(id(sheet))
        return assumed, assumed is not None


def _is_monthly(sheet: Sheet, row: Row) -> bool:
    if sheet.role in MONTHLY:
        return True
    return any(name in row.values for name in PAY) or any(name in row.values for name in HOURS)


def _assume_years(sheets: list[Sheet], on: date) -> dict[int, date]:
    """Sheets named 1月 … 12月 without a year are of the latest year in which all lie before the
    day of the check-up."""
    numbers = {
        id(sheet): int(match[1])
        for sheet in sheets
        if sheet.month is None and sheet.role in MONTHLY and (match := BARE_MONTH.match(sheet.name))
    }
    if not numbers:
        return {}
    year = on.year if max(numbers.values()) <= on.month else on.year - 1
    return {key: date(year, number, 1) for key, number in numbers.items()}


def _put(found: dict[str, Any], sheet: Sheet, row: Row) -> None:
    values: dict[str, Any] = row.values
    has_pay = sheet.role == "payroll" or any(name in values for name in PAY)
    again = has_pay and found.get("has_pay") and found["origin"].sheet == sheet.name
    origin = Origin(sheet.name, row.number)
    if has_pay and not found.get("has_pay"):
        found["origin"], found["has_pay"] = origin, True
    found.setdefault("origin", origin)
    if any(name in values for name in HOURS):
        found.setdefault("hours_origin", origin)
    for name, target in COPIED.items():
        if name in values:
            found[target] = (
                values[name] + found[target]
                if again and target in found
                else (found.get(target, values[name]))
            )
    _put_rest(found, sheet, row, values)


def _put_rest(found: dict[str, Any], sheet: Sheet, row: Row, values: dict[str, Any]) -> None:
    allowances = sum((values[name] for name in ALLOWANCES if name in values), Decimal(0))
    if allowances:
        found["excluded_allowances"] = found.get("excluded_allowances", Decimal(0)) + allowances
    if grid := values.get("day_grid"):
        found["days_on"], found["days_unclear"] = read_marks(grid, sheet.legend)
    if sick := values.get("sick_days"):
        found["special"] = "病假"
        found["absence_days"] = found.get("absence_days", Decimal(0)) + sick
    if (remark := values.get("remark")) and (match := SPECIAL.search(str(remark))):
        found["special"] = match[0]
    if row.unreadable:
        found["unreadable"] = found.get("unreadable", frozenset()) | frozenset(row.unreadable)
