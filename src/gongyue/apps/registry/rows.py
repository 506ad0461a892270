"""Rows of a workbook as payloads of events, and back again without loss.

The check-up of the registry must find what the check-up of the workbook found, so a payload keeps
every parsed value with its type; docs/reference/events.md shows the shape.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.engines.workbook.models import BareMonth, Person, Row, Sheet, Value, Values
from gongyue.kernel.dates import month_end
from gongyue.kernel.jsonform import decimal_text

READERS: dict[str, Callable[[Any], Value]] = {
    "decimal": Decimal,
    "date": date.fromisoformat,
    "month": BareMonth.fromisoformat,
    "grid": lambda grid: {int(day): mark for day, mark in grid.items()},
}


def payload_of_row(sheet: Sheet, row: Row, person: Person, doubt: str = "") -> dict[str, Any]:
    """What an event keeps of one row; empty parts are left out. `doubt`: how it was matched."""
    payload = _encoded(row.values)
    payload["more"] = [_encoded(values) for values in row.more]
    payload["unreadable"] = list(row.unreadable)
    payload["hidden"] = row.hidden
    payload["doubts"] = [*person.doubts, doubt] if doubt else list(person.doubts)
    payload["doubtful"] = bool(doubt) or (sheet.name, row.number) in person.doubtful_rows
    return {name: value for name, value in payload.items() if value or name == "values"}


def row_of_payload(payload: Mapping[str, Any], number: int) -> Row:
    """The row as it was read."""
    return Row(
        number=number,
        values=_decoded(payload),
        hidden=payload.get("hidden", False),
        unreadable=tuple(payload.get("unreadable", ())),
        more=tuple(_decoded(part) for part in payload.get("more", ())),
    )


def values_of(payload: Mapping[str, Any]) -> Values:
    """The typed values of a payload."""
    return _decoded(payload)


def restated(payload: Mapping[str, Any], changes: Values) -> dict[str, Any]:
    """The payload of the same row with some values changed."""
    values = {**_decoded(payload), **changes}
    kept = {name: part for name, part in payload.items() if name not in {"values", "types"}}
    return {**kept, **_encoded(values)}


def month_of_row(sheet: Sheet, row: Row) -> date | None:
    """The month a row speaks of: its own column, else the sheet's."""
    month = row.values.get("month") or sheet.month
    return month if isinstance(month, date) else None


def slot_of(sheet: Sheet, row: Row) -> str:
    """What a row restates: the same role and period of one employment is said anew as a whole."""
    if sheet.role in {"payroll", "attendance", "insurance"}:
        month = month_of_row(sheet, row)
        return f"{sheet.role}:{month:%Y-%m}" if month else sheet.role
    if sheet.role == "leave":
        return f"leave:{row.values.get('leave_year') or sheet.year or ''}"
    return sheet.role


def occurred_on(sheet: Sheet, row: Row, otherwise: date) -> date:
    """The day a record is about: the end of its month, the signature, the first day of work."""
    month = month_of_row(sheet, row)
    if month is not None and sheet.role in {"payroll", "attendance", "insurance"}:
        return month_end(month)
    for name in ("signed_on", "contract_first", "enrolled_on", "hired_on"):
        value = row.values.get(name)
        if isinstance(value, date):
            return value
    return otherwise


def sheet_header(sheet: Sheet) -> dict[str, Any]:
    """What a batch keeps of a sheet: its shape, none of its rows."""
    return {
        "name": sheet.name,
        "role": sheet.role,
        "header_row": sheet.header_row,
        "mapping": dict(sheet.mapping),
        "headers": dict(sheet.headers),
        "hidden": sheet.hidden,
        "month": sheet.month.isoformat() if sheet.month else None,
        "year": sheet.year,
        "title": sheet.title,
        "legend": dict(sheet.legend),
        "rows": len(sheet.rows),
    }


def sheet_of_header(header: Mapping[str, Any]) -> Sheet:
    """The sheet without its rows."""
    month = header["month"]
    return Sheet(
        name=header["name"],
        role=header["role"],
        header_row=header["header_row"],
        mapping=dict(header["mapping"]),
        headers=dict(header["headers"]),
        hidden=header["hidden"],
        month=date.fromisoformat(month) if month else None,
        year=header["year"],
        title=header["title"],
        legend=dict(header["legend"]),
    )


def _encoded(values: Values) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    types: dict[str, str] = {}
    for name, value in values.items():
        plain[name], kind = _plain(value)
        if kind:
            types[name] = kind
    return {"values": plain, "types": types} if types else {"values": plain}


def _plain(value: Value) -> tuple[Any, str]:
    if isinstance(value, Decimal):
        return decimal_text(value), "decimal"
    if isinstance(value, BareMonth):
        return value.isoformat(), "month"
    if isinstance(value, date):
        return value.isoformat(), "date"
    if isinstance(value, dict):
        return {str(day): mark for day, mark in value.items()}, "grid"
    return value, ""


def _decoded(part: Mapping[str, Any]) -> Values:
    types = part.get("types", {})
    return {
        name: READERS[types[name]](value) if name in types else value
        for name, value in part["values"].items()
    }
