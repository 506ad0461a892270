"""Dated values of the law, read from the YAML files of a place and checked while loading.

`430100.yaml` is a place, `430100.insurance.yaml` more of the same place, on one business.

    minimum_wage.monthly:
      label: 最低工资标准（月）
      unit: yuan/month
      values:
        2025-09-01: {value: 2200, source: 430000/minimum-wage-2025, mark: V,
                     checked_until: 2026-02-28}

`checked_until` of the last row is the value's stated end, else the last day for which it was
checked, for numbers in the text of an act too. An earlier row ends where the next begins.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook.refusals import InvalidRulebook
from gongyue.law.rulebook.table_slips import table_slips
from gongyue.law.rulebook.units import UNITS as UNITS
from gongyue.law.sources import Sources
from gongyue.law.yamlfile import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value from `first` on, known as far as `checked_until`.

    `value` None: known to exist, not known for certain, therefore disabled.
    """

    first: date
    value: Decimal | str | None
    source: str
    mark: str
    checked_until: date
    note: str | None
    doubt: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    label: str
    unit: str
    place: str
    rows: tuple[Row, ...]
    firsts: tuple[date, ...]

    def row_on(self, day: date) -> Row | None:
        """The row that governs the day; the last known one later; None before the first."""
        index = bisect_right(self.firsts, day)
        return self.rows[index - 1] if index else None


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """The parameters of one place, and the names of the places inside it we know."""

    code: str
    name: str
    inside: dict[str, str]
    parameters: dict[str, Parameter]


def read_places(root: Path, sources: Sources) -> dict[str, PlaceTable]:
    """All tables by code. Raises InvalidRulebook naming file, entry, mistake and what to write."""
    tables: dict[str, PlaceTable] = {}
    for path in table_files(root):
        code = code_of(path.name)
        part = place_table(code, _content(path, sources))
        tables[code] = _joined(tables[code], part, path.name) if code in tables else part
    return tables


def table_files(root: Path) -> list[Path]:
    """The files of all places, of each place its main one first."""
    return sorted(root.glob("*.yaml"), key=lambda path: path.stem)


def code_of(name: str) -> str:
    """The place of a file: what stands before the first dot."""
    return name.partition(".")[0]


def _joined(table: PlaceTable, part: PlaceTable, file: str) -> PlaceTable:
    for name in part.parameters:
        if name in table.parameters:
            raise InvalidRulebook(f"{file}: {name}: 同一个地方的另一个文件里已有这一项。")
    inside, parameters = table.inside | part.inside, table.parameters | part.parameters
    return PlaceTable(table.code, table.name, inside, parameters)


def _content(path: Path, sources: Sources) -> dict[str, Any]:
    try:
        content = read_yaml(path)
    except ValueError as error:
        raise InvalidRulebook(str(error)) from error
    for slip in table_slips(content, sources):
        raise InvalidRulebook(slip.words(path.name))
    return dict(content)


def place_table(code: str, content: dict[str, Any]) -> PlaceTable:
    """The table of content without slips."""
    tables = content.get("parameters") or {}
    return PlaceTable(
        code,
        content["place"],
        content.get("inside") or {},
        {name: _parameter(name, code, table) for name, table in tables.items()},
    )


def _parameter(name: str, place: str, table: dict[str, Any]) -> Parameter:
    values = table["values"]
    days = list(values)
    following: list[date | None] = [*days[1:], None]
    return Parameter(
        name=name,
        label=table["label"],
        unit=table["unit"],
        place=place,
        rows=tuple(
            _row(day, values[day], next_day) for day, next_day in zip(days, following, strict=True)
        ),
        firsts=tuple(days),
    )


def _row(first: date, row: dict[str, Any], after: date | None) -> Row:
    stated = row.get("checked_until")
    return Row(
        first=first,
        value=None if row["mark"] == "?" else row["value"],
        source=row["source"],
        mark=row["mark"],
        checked_until=stated or (after - ONE_DAY if after else first),
        note=row.get("note"),
        doubt=row.get("doubt"),
    )
