"""What must be checked again: last values and acts that come to the end of their checked time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.rulebook import Parameter, Rulebook
from gongyue.law.sources import Source
from gongyue.law.words import worded

SOON = 60  # days
ACT = "act"
NATION, INVENTED = "cn", "9999"
# Whom to ask: by the beginning of the parameter's name, else by the kind of the act.
OFFICES = (
    (("medical.",), "医疗保障部门（12393）"),
    (("average_wage.",), "统计部门公布的年平均工资，或人力资源和社会保障部门（12333）"),
)
LABOUR = "人力资源和社会保障部门（12333）"
TEXTS = "国家法律法规数据库的现行文本，或人力资源和社会保障部门（12333）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`name`: the parameter, or the id of the act. `place` is a code, `cn` for the country."""

    checked_until: date
    days_left: int
    place: str
    place_name: str
    name: str
    label: str
    value: str
    mark: str
    source: str
    source_text: str
    ask: str

    @property
    def is_act(self) -> bool:
        return self.name == self.source and not self.value

    @property
    def is_past(self) -> bool:
        return self.days_left < 0

    def to_json(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in self.__slots__}


def due_within(book: Rulebook, *, today: date, days: int = SOON) -> list[Due]:
    """What ends within so many days, or has ended; the longest past first. Invented places not."""
    found = [row for row in standing(book, today=today) if not row.place.startswith(INVENTED)]
    return [row for row in found if row.days_left <= days]


def standing(book: Rulebook, *, today: date) -> list[Due]:
    """Every last value and every act in force, soonest first."""
    rows = [*_values(book, today), *_acts(book, today)]
    return sorted(rows, key=lambda row: (row.checked_until, row.place, row.name))


def _values(book: Rulebook, today: date) -> Iterator[Due]:
    for table in book.tables.values():
        for parameter in table.parameters.values():
            yield _value(book, parameter, table.name, today)


def _value(book: Rulebook, parameter: Parameter, place_name: str, today: date) -> Due:
    last = parameter.rows[-1]
    return Due(
        checked_until=last.checked_until,
        days_left=(last.checked_until - today).days,
        place=parameter.place,
        place_name=place_name,
        name=parameter.name,
        label=parameter.label,
        value=worded(last.value, parameter.unit),
        mark=last.mark,
        source=last.source,
        source_text=book.sources.resolve(last.source).text(),
        ask=_office(parameter, place_name),
    )


def _office(parameter: Parameter, place_name: str) -> str:
    if parameter.place == NATION:
        return TEXTS
    if parameter.place.startswith(INVENTED):
        return "虚构地区，不用核对"
    for beginnings, office in OFFICES:
        if parameter.name.startswith(beginnings):
            return place_name + office
    return place_name + LABOUR


def _acts(book: Rulebook, today: date) -> Iterator[Due]:
    """Acts of the country say themselves how far they were checked; local ones by their values."""
    for act in book.sources.by_id.values():
        if act.checked_until is not None and act.in_force_until is None:
            yield _act(act, act.checked_until, today)


def _act(act: Source, until: date, today: date) -> Due:
    return Due(
        checked_until=until,
        days_left=(until - today).days,
        place=NATION,
        place_name="全国",
        name=act.id,
        label=f"《{act.short_zh}》",
        value="",
        mark=act.mark,
        source=act.id,
        source_text=f"《{act.short_zh}》",
        ask=TEXTS,
    )
