"""Rows and acts of a patch laid over those that stand: the content a table would then have."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook import Parameter, Row, Rulebook
from gongyue.law.sources import Source, Sources

GAP = "原表在此有空档"


def usual(book: Rulebook, name: str) -> dict[str, Any] | None:
    """Label and unit of a parameter, which are the same everywhere; None where no table has it."""
    for table in book.tables.values():
        if name in table.parameters:
            found = table.parameters[name]
            return {"label": found.label, "unit": found.unit}
    return None


def laid(book: Rulebook, place: str, name: str, values: Mapping[Any, Any]) -> dict[str, Any]:
    """The entry of a parameter with the rows of a patch: a row of the same day is changed key by
    key, `null` takes it away, any other is new."""
    table = book.tables.get(place)
    standing = content_of(table.parameters.get(name) if table else None)
    rows: dict[Any, Any] = dict(standing)
    for day, row in values.items():
        if row is None:
            rows.pop(day, None)
        elif isinstance(row, dict) and isinstance(rows.get(day), dict):
            rows[day] = {**rows[day], **row}
        else:
            rows[day] = row
    return {**(usual(book, name) or {}), "values": _joined(rows, standing, values)}


def _joined(rows: dict[Any, Any], standing: dict[date, Any], values: Mapping[Any, Any]) -> Any:
    """In order of their days where all are days. A row that stood last and is followed now ends
    where the next begins, as in a table; so does one whose stated end lies beyond that."""
    if not all(type(day) is date for day in rows):
        return rows
    days = sorted(rows)
    ended = {}
    for day, after in zip(days, [*days[1:], None], strict=True):
        row = rows[day]
        if day in standing and day not in values and after is not None:
            row = _ended(row, day, after, is_last=day == max(standing))
        ended[day] = row
    return ended


def _ended(row: dict[str, Any], day: date, after: date, *, is_last: bool) -> dict[str, Any]:
    stated = row.get("checked_until")
    if stated is None or not (is_last or stated >= after):
        return row
    return {key: value for key, value in row.items() if key not in {"checked_until", "gap"}}


def content_of(parameter: Parameter | None) -> dict[date, dict[str, Any]]:
    """The rows as a table would write them."""
    rows = parameter.rows if parameter else ()
    following: list[date | None] = [*(row.first for row in rows[1:]), None][: len(rows)]
    return {row.first: _row(row, after) for row, after in zip(rows, following, strict=True)}


def _row(row: Row, after: date | None) -> dict[str, Any]:
    told: dict[str, Any] = {"value": row.value, "source": row.source, "mark": row.mark}
    told |= {"note": row.note, "doubt": row.doubt}
    if after is None or row.checked_until != after - ONE_DAY:
        told |= {"checked_until": row.checked_until, "gap": GAP if after else None}
    return {key: value for key, value in told.items() if value is not None}


def acts_laid(sources: Sources, entries: Mapping[Any, Any]) -> dict[Any, Any]:
    """Entries of acts: of one that stands, what the patch says over what it is."""
    return {key: _act(sources.by_id.get(key), entry) for key, entry in entries.items()}


def _act(act: Source | None, entry: Any) -> Any:
    if act is None or not isinstance(entry, dict):
        return entry
    standing = entry_of(act)
    period = entry.get("in_force")
    if isinstance(period, dict):
        entry = {**entry, "in_force": {**standing["in_force"], **period}}
    return {**standing, **entry}


def entry_of(act: Source) -> dict[str, Any]:
    """An act as sources.yaml would write it."""
    period = {"from": act.in_force_from, "until": act.in_force_until}
    told = {
        "title_zh": act.title_zh,
        "short_zh": act.short_zh,
        "title_en": act.title_en,
        "kind": act.kind,
        "mark": act.mark,
        "number": act.number,
        "promulgated": act.promulgated,
        "in_force": {key: day for key, day in period.items() if day},
        "checked_until": act.checked_until,
        "articles": str(act.articles) if act.articles else None,
        "paragraphs": " ".join(map(str, act.paragraphs)) or None,
        "link": act.link,
    }
    return {key: value for key, value in told.items() if value is not None}
