"""What can only be settled when every sheet has been seen: years, sums, split days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from gongyue.engines.workbook.models import BareMonth, Row, Sheet
from gongyue.engines.workbook.notes import Notes
from gongyue.engines.workbook.parsers import PERCENT
from gongyue.engines.workbook.remarks import drop_other_agreements, take_remarks
from gongyue.engines.workbook.roles import first_day

_DERIVED_FROM = {"month", "own_pension", "regular_on", "probation_wage"}
_OWN_PARTS = ("own_pension", "own_medical", "own_unemployment")


def finish(sheets: Sequence[Sheet], notes: Notes, file_year: int | None, on: date | None) -> None:
    """Give months their years and rows their derived values, in place."""
    year = _shared_year(sheets, file_year)
    years = _sheet_years(sheets, year, on, notes)
    for sheet in sheets:
        drop_other_agreements(sheet)
        take_remarks(sheet, notes)
        pending = sheet.legend.pop("month", None)
        its_year = sheet.year or years.get(id(sheet))
        if sheet.month is None and pending is not None:
            sheet.month = first_day(its_year, int(pending))
            if sheet.month is None:
                message = f"「{sheet.name}」只有月份没有年份，归不到哪一年；请在标题写明年份"
                notes.add(sheet.name, 0, None, "month.year_unknown", message)
        if _DERIVED_FROM & _fields_of(sheet):
            for row in sheet.rows:
                _finish_row(sheet, row, its_year or year, notes)


def _fields_of(sheet: Sheet) -> set[str]:
    """Fields with columns; a month may also come from above a column, so one row is asked."""
    return set(sheet.mapping.values()) | set(sheet.rows[0].values if sheet.rows else ())


def _shared_year(sheets: Sequence[Sheet], file_year: int | None) -> int | None:
    stated = {sheet.year for sheet in sheets if sheet.year is not None}
    if file_year is not None:
        return file_year
    return stated.pop() if len(stated) == 1 else None


def _sheet_years(
    sheets: Sequence[Sheet], year: int | None, on: date | None, notes: Notes
) -> dict[int, int]:
    """A year for each sheet that names a month only; 11月 12月 1月 2月 cross a new year."""
    waiting = [sheet for sheet in sheets if "month" in sheet.legend and sheet.year is None]
    months = [int(sheet.legend["month"]) for sheet in waiting]
    if not waiting:
        return {}
    crossing = _crossing(months)
    if year is None and on is not None:
        year = _latest_fitting(months, crossing, on)
        message = f"各月工作表没有写年份，按最近的{year}年理解；不对请在标题或文件名写明年份"
        notes.add(waiting[0].name, 0, None, "month.assumed_year", message)
    if year is None:
        return {}
    return {
        id(sheet): year + (1 if crossing is not None and place >= crossing else 0)
        for place, sheet in enumerate(waiting)
    }


def _crossing(months: Sequence[int]) -> int | None:
    """The place of the one January that follows a December in the order of the tabs."""
    drops = [i for i in range(1, len(months)) if months[i] < months[i - 1]]
    if len(drops) == 1 and months[drops[0] - 1] == 12 and months[drops[0]] == 1:
        return drops[0]
    return None


def _latest_fitting(months: Sequence[int], crossing: int | None, on: date) -> int:
    last = months[-1] if crossing is not None else max(months)
    year = on.year if last <= on.month else on.year - 1
    return year - 1 if crossing is not None else year


def _finish_row(sheet: Sheet, row: Row, year: int | None, notes: Notes) -> None:
    values = row.values
    month = values.get("month")
    if isinstance(month, int) and not isinstance(month, bool):
        beside = values.get("leave_year")
        year = beside if isinstance(beside, int) else year
        if year is None:
            del values["month"]
            row.unreadable += ("month",)
            message = f"「{month}月」没有写年份，无法归到哪一年"
            notes.add(sheet.name, row.number, None, "month.year_unknown", message)
        else:
            values["month"] = BareMonth(year, month, 1)
    if "own_insurance" not in values and "own_pension" in values:
        parts = [v for name in _OWN_PARTS if isinstance(v := values.get(name), Decimal)]
        values["own_insurance"] = sum(parts, Decimal(0))
    if isinstance(percent := values.pop(PERCENT, None), Decimal):
        if isinstance(wage := values.get("wage"), Decimal):
            values["probation_wage"] = (wage * percent / 100).quantize(Decimal("0.01"))
        else:
            row.unreadable += ("probation_wage",)
    regular = values.get("regular_on")
    stated = {"probation_last", "probation_months", "probation_days"} & values.keys()
    if isinstance(regular, date) and not isinstance(regular, BareMonth) and not stated:
        values["probation_last"] = regular - timedelta(days=1)  # 转正 begins the day after
