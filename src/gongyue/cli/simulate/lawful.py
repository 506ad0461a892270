"""What the law asks in each month and place, read once from the rulebook: arrays of fen and rates.

A month for which a value is not known is filled with the nearest known one and named in `gaps`:
a simulation beyond what was checked runs, and says so in its manifest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from gongyue.law.rulebook import NotCovered, NotInForce
from gongyue.law.rulebook.book import default_book

Fen = NDArray[np.int64]
RATES = ("pension", "unemployment", "medical")
DAYS_PAID = "21.75"


@dataclass(frozen=True)
class Lawful:
    """`minimum`[place, month], floor and cap of the base [month] in fen; rates as fractions."""

    minimum: Fen
    floor: Fen
    cap: Fen
    own_rate: float
    employer_rate: float
    gaps: tuple[str, ...]


def lawful_in(places: Sequence[str], months: Sequence[date]) -> Lawful:
    """The tables for these places and months."""
    gaps: dict[str, None] = {}
    minimum = np.array([_row("minimum_wage.monthly", place, months, gaps) for place in places])
    own = sum(_rate(f"{kind}.worker_rate", places[0], gaps) for kind in RATES)
    employer = sum(_rate(f"{kind}.employer_rate", places[0], gaps) for kind in RATES)
    return Lawful(
        minimum=minimum,
        floor=np.array(_row("contribution.floor", places[0], months, gaps)),
        cap=np.array(_row("contribution.cap", places[0], months, gaps)),
        own_rate=own,
        employer_rate=employer,
        gaps=tuple(gaps),
    )


def _row(name: str, place: str, months: Sequence[date], gaps: dict[str, None]) -> list[int]:
    told = [_fen(name, place, month, gaps) for month in months]
    known = [value for value in told if value is not None]
    if not known:
        raise ValueError(f"{name} in {place}: no value is known for any month of the simulation")
    filled, last = [], known[0]
    for value in told:
        last = value if value is not None else last
        filled.append(last)
    return filled


def _fen(name: str, place: str, month: date, gaps: dict[str, None]) -> int | None:
    try:
        reading = default_book().read(name, place, month)
    except (NotCovered, NotInForce):
        gaps[f"{name} {place} {month:%Y-%m}: not known, nearest value used"] = None
        return None
    if reading.stale:
        gaps[f"{name} {place} {month:%Y-%m}: last checked {reading.row.checked_until}"] = None
    return int(reading.value * 100)  # type: ignore[operator]


def _rate(name: str, place: str, gaps: dict[str, None]) -> float:
    # The rates have not changed since 2019 (pension, unemployment) and 2024 (medical).
    return float(default_book().read(name, place, date(2025, 6, 1)).value)
