"""Dated values of the law, read from one YAML file a place and checked while loading.

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
from typing import Any, Never

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.rulebook.refusals import InvalidRulebook
from gongyue.law.sources import Sources, UnknownCitation
from gongyue.law.yamlfile import read_yaml

MARKS = ("S", "V", "G", "?")
ROW_KEYS = {"value", "source", "mark", "checked_until", "note", "doubt", "gap"}
TABLE_KEYS = {"label", "unit", "values"}
UNITS = {
    "yuan/month": "元/月",
    "yuan/hour": "元/小时",
    "yuan": "元",
    "multiple": "倍",
    "year": "年",
    "month": "个月",
    "day": "天",
    "hour": "小时",
    "rate": "比例",
    "age": "岁",
    "person": "人",
    "calendar_month": "月",
    "degree": "℃",
    "choice": "",
}


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


def read_place(path: Path, sources: Sources) -> PlaceTable:
    """Raises InvalidRulebook naming the file and the entry."""
    try:
        content = read_yaml(path)
    except ValueError as error:
        raise InvalidRulebook(str(error)) from error
    code = path.stem
    if not isinstance(content, dict) or not content.get("place"):
        raise InvalidRulebook(f"{path.name}: place is missing")
    inside = content.get("inside") or {}
    if not all(isinstance(part, str) and len(part) == 6 for part in inside):
        raise InvalidRulebook(f"{path.name}: inside is keyed by six digits in quotes")
    return PlaceTable(
        code,
        content["place"],
        inside,
        {
            name: _Reader(f"{path.name}: {name}", code, sources).parameter(name, table)
            for name, table in (content.get("parameters") or {}).items()
        },
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one parameter; every problem names where it is."""

    where: str
    place: str
    sources: Sources

    def parameter(self, name: str, table: dict[str, Any]) -> Parameter:
        if not isinstance(table, dict) or set(table) != TABLE_KEYS:
            self.fail(f"needs exactly {', '.join(sorted(TABLE_KEYS))}")
        if not table["label"] or table["unit"] not in UNITS:
            self.fail("label is empty or the unit is unknown")
        values = table["values"]
        days = list(values or ())
        if not days or not all(isinstance(day, date) for day in days):
            self.fail("values are keyed by dates")
        if days != sorted(days):
            self.fail("dates do not ascend")
        following: list[date | None] = [*days[1:], None]
        rows = tuple(
            self.row(day, values[day], next_day)
            for day, next_day in zip(days, following, strict=True)
        )
        return Parameter(
            name=name,
            label=table["label"],
            unit=table["unit"],
            place=self.place,
            rows=rows,
            firsts=tuple(days),
        )

    def row(self, first: date, row: dict[str, Any], next_first: date | None) -> Row:
        if not isinstance(row, dict) or set(row) - ROW_KEYS:
            self.fail(f"{first}: unknown key")
        mark = row.get("mark")
        if mark not in MARKS:
            self.fail(f"{first}: mark is one of {' '.join(MARKS)}")
        value = row.get("value")
        if mark != "?" and not isinstance(value, (Decimal, str)):
            self.fail(f"{first}: value is missing")
        self.check_source(first, row.get("source"))
        return Row(
            first=first,
            value=None if mark == "?" else value,
            source=row["source"],
            mark=str(mark),
            checked_until=self.checked_until(first, row, next_first),
            note=row.get("note"),
            doubt=row.get("doubt"),
        )

    def check_source(self, first: date, citation: object) -> None:
        try:
            self.sources.resolve(str(citation))
        except UnknownCitation as error:
            self.fail(f"{first}: {error}")

    def checked_until(self, first: date, row: dict[str, Any], after: date | None) -> date:
        stated = row.get("checked_until", None if after is None else after - ONE_DAY)
        if stated is None:
            self.fail(f"{first}: checked_until is missing")
        if not (isinstance(stated, date) and stated >= first):
            self.fail(f"{first}: checked_until is a date, not before the first day")
        if after is None:
            return stated
        if stated < after - ONE_DAY and not row.get("gap"):
            self.fail(f"{first}: a gap before {after} needs its reason under gap")
        return min(stated, after - ONE_DAY)

    def fail(self, what: str) -> Never:
        raise InvalidRulebook(f"{self.where}: {what}")
