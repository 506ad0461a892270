"""A rulebook as it was: today's with some items put back, so that both can be asked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongyue.law.rulebook import Parameter, Row, Rulebook
from gongyue.law.rulebook.parameters import PlaceTable
from gongyue.law.rulebook.units import IN_WORDS
from gongyue.law.sources import Source, Sources
from gongyue.law.tracking.items import ACT, VALUE


def book_with(book: Rulebook, contents: Mapping[str, Mapping[str, Any] | None]) -> Rulebook:
    """The rulebook with these items as given, None for not there; what computes is today's code.

    A value of a place that has no table any more is left out.
    """
    tables, acts = dict(book.tables), dict(book.sources.by_id)
    for key, content in contents.items():
        what, place, name = key.split(":", 2)
        if what == VALUE and place in tables:
            tables[place] = _table_with(tables[place], name, content)
        elif what == ACT and content is None:
            acts.pop(name, None)
        elif what == ACT and content is not None and name in acts:
            acts[name] = _act_with(acts[name], content)
    return Rulebook(tables, Sources(acts), {}, {})


def _act_with(act: Source, content: Mapping[str, Any]) -> Source:
    return replace(
        act,
        in_force_from=date.fromisoformat(content["in_force_from"]),
        in_force_until=_day(content["in_force_until"]),
        checked_until=_day(content["checked_until"]),
    )


def _table_with(table: PlaceTable, name: str, content: Mapping[str, Any] | None) -> PlaceTable:
    parameters = {key: found for key, found in table.parameters.items() if key != name}
    if content is not None:
        parameters[name] = parameter_of(name, table.code, content)
    return replace(table, parameters=parameters)


def parameter_of(name: str, place: str, content: Mapping[str, Any]) -> Parameter:
    """What `items.content_of` wrote, read back."""
    rows = tuple(_row(row, content["unit"]) for row in content["rows"])
    return Parameter(
        name=name,
        label=content["label"],
        unit=content["unit"],
        place=place,
        rows=rows,
        firsts=tuple(row.first for row in rows),
    )


def _row(row: Mapping[str, Any], unit: str) -> Row:
    value = row["value"]
    return Row(
        first=date.fromisoformat(row["first"]),
        value=value if value is None or unit in IN_WORDS else Decimal(value),
        source=row["source"],
        mark=row["mark"],
        checked_until=date.fromisoformat(row["checked_until"]),
        note=row["note"],
        doubt=row["doubt"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
