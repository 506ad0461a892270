"""A calculation under way. Each call computes and records the same value at once, so that the
working shown cannot drift from the sum. Without tracing only what changes the answer's standing
(what is cited, stale parameters, doubts, named parts) is kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from gongyue.law.rulebook.outcome import Composed, Outcome, Step, Value
from gongyue.law.rulebook.readings import DayReadings, Reading, Together
from gongyue.law.rulebook.refusals import NotCovered, NotInForce, Undetermined
from gongyue.law.sources import GIVEN, Sources

T = TypeVar("T", Decimal, bool, str, date, int)


NOTHING_AHEAD: Mapping[str, Decimal] = {}


class Reader(Protocol):
    """Where readings come from: the rulebook."""

    @property
    def sources(self) -> Sources: ...

    def read_cached(self, name: str, place: str, on: date) -> Reading: ...

    def read(self, name: str, place: str, on: date) -> Reading: ...


class Work:
    """Opened by `Rulebook.open`; closed by `outcome`."""

    __slots__ = ("_ahead", "_cited", "_doubts", "_latest", "_parts", "_readings", "_stale",
                 "_steps", "book", "on", "place", "trace")  # fmt: skip

    def __init__(
        self,
        book: Reader,
        on: date,
        place: str,
        trace: bool,
        readings: DayReadings,
        asked_on: date | None = None,
    ) -> None:
        self.book, self.on, self.place, self.trace = book, on, place, trace
        self._latest = on if asked_on is None else max(on, asked_on)
        self._readings = readings
        self._ahead = NOTHING_AHEAD
        self._cited: list[str] = []
        self._steps: list[Step] = []
        self._stale: dict[str, None] = {}
        self._doubts: dict[str, None] = {}
        self._parts: dict[str, Value] = {}

    def step(
        self, label: str, value: T, *sources: str, key: str | None = None, unit: str | None = None
    ) -> T:
        """Record a computed value with its articles; `key` also makes it a named part."""
        if key is not None:
            self._parts[key] = value
        self._cited += sources
        if self.trace:
            if not sources:
                raise ValueError(f"step without a source: {label}")
            self._steps.append(Step(label=label, value=value, sources=sources, unit=unit))
        return value

    def given(self, label: str, value: T, *, unit: str | None = None) -> T:
        """Record a fact that somebody entered."""
        if self.trace:
            self._steps.append(Step(label=label, value=value, sources=(GIVEN,), unit=unit))
        return value

    def part(self, key: str, value: Value) -> None:
        """A named result without a line of its own."""
        self._parts[key] = value

    def use(self, name: str, on: date | None = None) -> Decimal:
        """Read a number and record it with its own source, mark and standing.

        Raises NotCovered where it is unknown, NotInForce before its first known day.
        """
        if on is None and name in self._ahead:
            return self._ahead[name]
        reading = self._read(name, on)
        self._record(name, reading)
        if not isinstance(reading.value, Decimal):
            raise TypeError(f"{name} is not a number")
        return reading.value

    def ahead(self, names: tuple[str, ...]) -> None:
        """Numbers of the governing day that will be used next, all of them and in this order.

        A bulk job reads and records them in one go; with the working shown nothing changes.
        """
        if self.trace:
            return
        found = self._readings.together.get(names)
        if found is None:
            found = Together.of(self._read(name, None) for name in names)
            self._readings.together[names] = found
        self._ahead = found.numbers
        self._cited += found.cited
        self._stale |= found.stale
        self._doubts |= found.doubts

    def use_text(self, name: str, on: date | None = None) -> str:
        """Like `use`, for a parameter that is a choice."""
        reading = self._read(name, on)
        self._record(name, reading)
        return str(reading.value)

    def find(self, name: str, on: date | None = None) -> Decimal | None:
        """Like `use`, but None where the value is unknown or disabled."""
        return None if self._maybe(name, on) is None else self.use(name, on)

    def peek(self, name: str, on: date | None = None) -> Decimal | None:
        """The number without recording it: to see whether a limit binds at all."""
        reading = self._maybe(name, on)
        value = None if reading is None else reading.value
        return value if isinstance(value, Decimal) else None

    def doubt(self, text: str) -> None:
        """Something the reader should know before relying on the answer."""
        self._doubts[text] = None

    def unsettled(self, name: str, text: str) -> None:
        """What the answer relies on is not known for that time: stale, and says why."""
        self._stale[name] = None
        self._doubts[text] = None

    def carry(self, part: Outcome) -> None:
        """What another answer used in this one cites, and all that makes that one uncertain."""
        self._cited += part.citations
        self._stale |= dict.fromkeys(part.stale)
        self._doubts |= dict.fromkeys(part.doubts)

    def outcome(
        self,
        label: str,
        value: Value,
        unit: str | None = "yuan",
        verdict: str | None = None,
        composed: Composed | None = None,
    ) -> Outcome:
        self._check_acts()
        return Outcome(
            label=label,
            value=value,
            unit=unit,
            verdict=verdict,
            on=self.on,
            place=self.place,
            working=tuple(self._steps),
            citations=tuple(dict.fromkeys(self._cited)) if self.trace else (),
            stale=tuple(self._stale),
            doubts=tuple(self._doubts),
            parts=self._parts,
            composed=composed,
        )

    def undetermined(
        self,
        label: str,
        reason: str,
        verdict: str | None = None,
        composed: Composed | None = None,
        unit: str | None = "yuan",
    ) -> Undetermined:
        """To raise when the answer cannot be known: carries what was found on the way."""
        self.doubt(reason)
        found = self.outcome(label, None, unit, verdict, composed)
        return Undetermined(reason, found)

    def _check_acts(self) -> None:
        """An act nobody has checked so far is a doubt; only a parameter can be stale."""
        if self._latest <= self.book.sources.all_checked_until:
            return
        asked = (self._latest, tuple(self._cited))
        words = self._readings.unchecked.get(asked)
        if words is None:
            words = self.book.sources.unchecked_words(self._cited, self._latest)
            self._readings.unchecked[asked] = words
        if words:
            self._doubts |= dict.fromkeys(words)

    def _read(self, name: str, on: date | None) -> Reading:
        if on is not None and on != self.on:
            self._latest = max(self._latest, on)
            return self.book.read_cached(name, self.place, on)
        reading = self._readings.single.get(name)
        if reading is None:
            reading = self._readings.single[name] = self.book.read(name, self.place, self.on)
        return reading

    def _maybe(self, name: str, on: date | None) -> Reading | None:
        """None where it is not known; remembered, as every refusal is put into words anew."""
        today = on is None or on == self.on
        if today and name in self._readings.single:
            return self._readings.single[name]
        try:
            return self._read(name, on)
        except (NotCovered, NotInForce):
            if today:
                self._readings.single[name] = None
            return None

    def _record(self, name: str, reading: Reading) -> None:
        if reading.stale:
            self._stale[name] = None
        for text in reading.doubts:
            self._doubts[text] = None
        self._cited.append(reading.row.source)
        if self.trace:
            row, parameter = reading.row, reading.parameter
            self._steps.append(
                Step(
                    label=parameter.label,
                    value=reading.value,
                    sources=(row.source,),
                    unit=parameter.unit,
                    parameter=name,
                    place=parameter.place,
                    mark=row.mark,
                    checked_until=row.checked_until,
                    stale=reading.stale,
                    note=row.note,
                )
            )
