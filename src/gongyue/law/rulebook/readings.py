"""Parameters as they read on one day at one place: alone, or several at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gongyue.law.rulebook.parameters import Parameter, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A parameter as it reads on one day."""

    parameter: Parameter
    row: Row
    value: Decimal | str
    stale: bool
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What several readings come to: their numbers, and all that recording them would add."""

    numbers: dict[str, Decimal]
    cited: list[str]
    stale: dict[str, None]
    doubts: dict[str, None]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Together":
        found = cls({}, [], {}, {})
        for reading in readings:
            name = reading.parameter.name
            if not isinstance(reading.value, Decimal):
                raise TypeError(f"{name} is not a number")
            found.numbers[name] = reading.value
            found.cited.append(reading.row.source)
            found.stale.update({name: None} if reading.stale else {})
            found.doubts.update(dict.fromkeys(reading.doubts))
        return found


@dataclass(slots=True)
class DayReadings:
    """What has been read of one place and day. None: asked for before, and not known.

    `unchecked`: the words on acts nobody has checked so far, by what is cited and until when.
    """

    single: dict[str, Reading | None] = field(default_factory=dict)
    together: dict[tuple[str, ...], Together] = field(default_factory=dict)
    unchecked: dict[tuple[date, tuple[str, ...]], list[str]] = field(default_factory=dict)
