"""Workbooks of one table that is roster, contracts and payroll at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gongyue.engines.workbook.fields import FIELDS, IDENTIFYING
from gongyue.engines.workbook.models import Row, Sheet
from gongyue.engines.workbook.numerals import words

_MONTHLY = frozenset(("payroll", "attendance"))
_LASTING = frozenset((*IDENTIFYING, "wage", "hourly_wage", "remark", "post")) | {
    name for name, found in FIELDS.items() if not _MONTHLY & set(found.roles)
}
_EMPLOYMENT = words(
    """
    contract_signed signed_on contract_first contract_last contract_term contract_kind
    probation_term probation_wage enrolled enrolled_on left_on status birth_on gender
    """
)


def with_rosters(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same sheets; when none is a roster, tables that tell of employment become one too.

    A table with one line a person is a roster that also tells pay. One with a line a month is
    listed twice: as roster with the latest line of each person, and as what it was.
    """
    if any(sheet.role in ("roster", "contracts") and sheet.rows for sheet in sheets):
        return list(sheets)
    found: list[Sheet] = []
    for sheet in sheets:
        if not _tells_employment(sheet):
            found.append(sheet)
        elif len({_who(row) for row in sheet.rows}) == len(sheet.rows):
            found.append(replace(sheet, role="roster"))
        else:
            found += [replace(sheet, role="roster", rows=_latest(sheet)), sheet]
    return found


def _tells_employment(sheet: Sheet) -> bool:
    fields = set(sheet.mapping.values())
    return bool(sheet.rows) and "hired_on" in fields and bool(_EMPLOYMENT & fields)


def _who(row: Row) -> tuple[object, ...]:
    number = row.values.get("id_number")
    return (number,) if number else tuple(row.values.get(key) for key in IDENTIFYING)


def _latest(sheet: Sheet) -> list[Row]:
    """The line of the latest month of each person, without what belongs to the month."""
    latest: dict[tuple[object, ...], Row] = {}
    for row in sheet.rows:
        kept = latest.get(_who(row))
        if kept is None or _month(row) >= _month(kept):
            latest[_who(row)] = row
    return [
        Row(
            row.number,
            {name: value for name, value in row.values.items() if name in _LASTING},
            row.hidden,
            tuple(name for name in row.unreadable if name in _LASTING),
            row.more,
        )
        for row in latest.values()
    ]


def _month(row: Row) -> date:
    month = row.values.get("month")
    return month if isinstance(month, date) else date.min
