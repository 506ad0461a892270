"""The rulebook: parameters by place and day. Look-up: the place, its city, its province, China."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from gongyue.kernel.areas import area_exists, full_name
from gongyue.law.rulebook.parameters import Parameter, PlaceTable, Row, read_places
from gongyue.law.rulebook.readings import DayReadings, Reading
from gongyue.law.rulebook.refusals import (
    BadFacts,
    InvalidRulebook,
    NotCovered,
    NotInForce,
)
from gongyue.law.rulebook.work import Work
from gongyue.law.sources import Sources, all_sources

ROOT = Path(__file__).parents[1] / "parameters"
CACHED_DAYS = 4096


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All tables, read once. Readings are cached a place and day."""

    tables: dict[str, PlaceTable]
    sources: Sources
    _chains: dict[str, tuple[PlaceTable, ...]]
    _readings: dict[tuple[str, date], DayReadings]

    @classmethod
    def load(cls, root: Path = ROOT, sources: Sources | None = None) -> "Rulebook":
        """Read and check every table. Raises InvalidRulebook naming file and entry."""
        known = sources or all_sources()
        tables = read_places(root, known)
        if "cn" not in tables:
            raise InvalidRulebook(f"{root}: cn.yaml is missing")
        return cls(tables, known, {}, {})

    def open(
        self,
        *,
        on: date,
        place: str,
        trace: bool = True,
        under: str | None = None,
        asked_on: date | None = None,
    ) -> Work:
        """Begin a calculation governed by the law of that day and place.

        `under` names the act applied; `asked_on` the day of the question where it is not the
        governing day: what is cited must have been checked as far as both. Raises BadFacts for
        an unknown place, NotInForce for a day before the act.
        """
        self.chain(place)
        if under and on < (first := self.sources.by_id[under].in_force_from):
            title = self.sources.by_id[under].short_zh
            raise NotInForce(f"{on}早于《{title}》的施行日{first}，不能适用。")
        return Work(self, on, place, trace, self.readings(place, on), asked_on)

    def chain(self, place: str) -> tuple[PlaceTable, ...]:
        """The tables that apply to a place, nearest first. Raises BadFacts."""
        found = self._chains.get(place)
        if found is None:
            if not self.is_place(place):
                raise BadFacts(f"不认识的行政区划代码“{str(place)[:20]}”。", field="place")
            codes = (place, place[:4] + "00", place[:2] + "0000", "cn")
            unique = dict.fromkeys(code for code in codes if code in self.tables)
            found = self._chains[place] = tuple(self.tables[code] for code in unique)
        return found

    def is_place(self, code: object) -> bool:
        """Whether a six-digit code is a place of ours or of the national standard."""
        if not isinstance(code, str) or len(code) != 6 or not code.isdecimal():
            return False
        if code in self.tables or any(code in table.inside for table in self.tables.values()):
            return True
        return code.isascii() and area_exists(code)

    def place_name(self, code: str) -> str:
        """What a place is called, from its province down. Raises BadFacts when there is none."""
        for table in self.chain(code):
            if table.code == code:
                return table.name
            if code in table.inside:
                return table.name + table.inside[code]
        return full_name(code) or code

    def readings(self, place: str, on: date) -> DayReadings:
        found = self._readings.get((place, on))
        if found is None:
            if len(self._readings) > CACHED_DAYS:
                self._readings.clear()
            found = self._readings[place, on] = DayReadings()
        return found

    def read(self, name: str, place: str, on: date) -> Reading:
        """One value. Raises NotCovered where it is not known, NotInForce before its first day."""
        return self.reading_of(self.parameter(name, place), on)

    def reading_of(self, parameter: Parameter, on: date) -> Reading:
        """The same of a parameter somebody already has."""
        row = parameter.row_on(on)
        if row is None:
            raise NotInForce(
                f"“{parameter.label}”在{parameter.rows[0].first}之前没有核对过的数值。"
            )
        if row.value is None:
            raise NotCovered(f"“{parameter.label}”在{on}的数值尚未核实，已停用。")
        return self._reading(parameter, row, row.value, on)

    def _reading(self, parameter: Parameter, row: Row, value: Decimal | str, on: date) -> Reading:
        stale = on > row.checked_until
        doubts = [row.doubt] if row.doubt else []
        if row.mark == "G":
            doubts.append(f"“{parameter.label}”的数值出自一般知识，尚未与官方文本核对。")
        act = self.sources.resolve(row.source).source
        if stale and act.checked_until != row.checked_until:  # else the doubt is about the act
            until = row.checked_until
            doubts.append(f"“{parameter.label}”只核对到{until}，此后按最后已知数值计算。")
        return Reading(parameter=parameter, row=row, value=value, stale=stale, doubts=tuple(doubts))

    def read_cached(self, name: str, place: str, on: date) -> Reading:
        readings = self.readings(place, on).single
        found = readings.get(name)
        if found is None:
            found = readings[name] = self.read(name, place, on)
        return found

    def parameter(self, name: str, place: str) -> Parameter:
        chain = self.chain(place)
        for table in chain:
            if name in table.parameters:
                return table.parameters[name]
        label = self.label(name)
        raise NotCovered(f"没有{self.place_name(place)}的“{label}”。", field="place")

    def new_rows(self, place: str, groups: frozenset[str], first: date, last: date) -> set[date]:
        """The days after the first, up to the last, on which a value changes whose name begins
        with one of these groups: with no such day between two, each is read from the same row."""
        return {
            day
            for table in self.chain(place)
            for name, parameter in table.parameters.items()
            if name.partition(".")[0] in groups
            for day in parameter.firsts
            if first < day <= last
        }

    def label(self, name: str) -> str:
        """What a parameter is called, wherever it is known; else its name."""
        for table in self.tables.values():
            if name in table.parameters:
                return table.parameters[name].label
        return name


@lru_cache(maxsize=1)
def default_book() -> Rulebook:
    """The rulebook that ships with the product."""
    return Rulebook.load()


def begin(
    book: Rulebook | None,
    *,
    on: date,
    place: str,
    trace: bool,
    under: str | None = None,
    asked_on: date | None = None,
) -> Work:
    """Open the given rulebook, or the one that ships with the product."""
    chosen = book or default_book()
    return chosen.open(on=on, place=place, trace=trace, under=under, asked_on=asked_on)
