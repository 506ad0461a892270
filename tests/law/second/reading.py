"""What the opinions share: their own reading of the tables, plain fractions, slow calendars.

Standard library only. Nothing here comes from the rules, so that a mistake there is not repeated.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parents[3] / "src" / "gongyue" / "law" / "parameters"
NAME = re.compile(r"  ([a-z_]+\.[a-z_0-9]+):$")
ROW = re.compile(r"      (\d{4}-\d\d-\d\d): \{(.*)\}$")
INSIDE = re.compile(r'  "(\d{6})": ')
DAY = timedelta(days=1)


class Refuse(Exception):
    """No answer, and why."""


@dataclass(frozen=True)
class Answer:
    """What the opinion holds. Parts it does not name are not compared."""

    amount: Any
    verdict: str | None = None
    parts: dict[str, Any] = field(default_factory=dict)


class Figures:
    """The figures of places by day; the nearest table that has the name speaks."""

    def __init__(self, works: Callable[[date], bool]) -> None:
        """`works` says which days the yearly notices make working days."""
        self.works = works
        self.tables: dict[str, dict[str, list[tuple[date, str]]]] = {}
        self.places: set[str] = set()
        for path in sorted(TABLES.glob("*.yaml")):
            code = path.name.split(".")[0]
            self.tables.setdefault(code, {}).update(self._read(path))
            self.places.add(code)

    def _read(self, path: Path) -> dict[str, list[tuple[date, str]]]:
        table: dict[str, list[tuple[date, str]]] = {}
        rows: list[tuple[date, str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := NAME.match(line):
                rows = table.setdefault(found[1], [])
            elif found := ROW.match(line):
                rows.append((date.fromisoformat(found[1]), _value(found[2])))
            elif found := INSIDE.match(line):
                self.places.add(found[1])
        return table

    def rows(self, name: str, place: str) -> list[tuple[date, str]] | None:
        """The rows of the nearest table; None where no table of the place has the name."""
        for code in (place, place[:4] + "00", place[:2] + "0000", "cn"):
            if name in self.tables.get(code, {}):
                return self.tables[code][name]
        return None

    def text(self, name: str, place: str, day: date) -> str:
        rows = self.rows(name, place)
        if rows is None:
            raise Refuse(f"{name} is not known at {place}")
        valid = [value for first, value in rows if first <= day]
        if not valid or not valid[-1]:
            raise Refuse(f"{name} is not known on {day}")
        return valid[-1]

    def figure(self, name: str, place: str, day: date) -> Fraction:
        return Fraction(self.text(name, place, day))

    def least(self, place: str, day: date, entered: Fraction | None) -> Fraction:
        """The minimum wage: a published one cannot be entered away."""
        if entered is None:
            return self.figure("minimum_wage.monthly", place, day)
        return max(entered, self.maybe("minimum_wage.monthly", place, day) or Fraction(0))

    def maybe(self, name: str, place: str, day: date) -> Fraction | None:
        try:
            return self.figure(name, place, day)
        except Refuse:
            return None

    def everything(self) -> list[Fraction]:
        """Every number of every place, for choosing amounts near to them."""
        found = set()
        for table in self.tables.values():
            for rows in table.values():
                found |= {Fraction(value) for _, value in rows if re.fullmatch(r"[\d.]+", value)}
        return sorted(found)

    def first_days(self) -> list[date]:
        """Every day on which a figure begins."""
        tables = self.tables.values()
        return sorted({day for table in tables for rows in table.values() for day, _ in rows})


def _value(row: str) -> str:
    """The value of one row; empty where it is unknown or switched off."""
    found = re.search(r"(?:^|, )value: ([^,]+)", row)
    if not found or 'mark: "?"' in row or found[1] == "null":
        return ""
    return found[1]


def fen(amount: Fraction) -> Fraction:
    """The nearest fen, half a fen upwards."""
    return Fraction((amount * 200 + 1) // 2, 100)


def require(condition: bool, why: str) -> None:
    if not condition:
        raise Refuse(why)


def in_force(day: date, first: date, act: str) -> None:
    require(day >= first, f"{act} was not in force on {day}")


LABOUR_CONTRACT_LAW = date(2008, 1, 1)
REGULATION = date(2008, 9, 18)  # on the Labour Contract Law
LABOUR_LAW = date(1995, 1, 1)
