"""The rulebook as items that can be stored and compared: values by place, acts, and rules.

An item is a parameter of one place with all its rows, an act with its dates, or a rule. Its
`content` is plain JSON and says what the law says; a `Standing` says how the item stands on a day:
whether its last value is past the day it was checked to, and which rows come into force soon.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongyue.kernel.jsonform import plain
from gongyue.law.due import NATION
from gongyue.law.registry import RULES, Rule
from gongyue.law.rulebook import Parameter, Rulebook
from gongyue.law.sources import Source
from gongyue.law.tracking.method import method_of

VALUE, ACT, RULE = "value", "act", "rule"
NEAR = (7, 30)  # days before a row comes into force, each told once
NATION_NAME = "全国"
ACT_FIELDS = ("in_force_from", "in_force_until", "checked_until", "mark", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`name`: the parameter, the id of the act, the rule. `place`: a code, `cn` for the country."""

    what: str
    place: str
    place_name: str
    name: str
    label: str
    content: Mapping[str, Any]

    @property
    def key(self) -> str:
        return f"{self.what}:{self.place}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`near`: the first day of a row to come → 30 or 7, how near it has come."""

    stale: bool = False
    near: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"stale": self.stale, "near": dict(self.near)}


def items_of(book: Rulebook) -> dict[str, Item]:
    """Everything that can change, by key."""
    found = [*_values(book), *_acts(book), *map(_rule, RULES.values())]
    return {item.key: item for item in found}


def standing_of(item: Item, today: date) -> Standing:
    """How an item stands on a day."""
    last = _last_checked(item)
    firsts = [date.fromisoformat(text) for text in _firsts(item)]
    near = {str(day): stage for day in firsts if (stage := _stage((day - today).days))}
    return Standing(stale=last is not None and today > last, near=near)


def _stage(days: int) -> int:
    """The narrowest announced distance a day to come lies within; 0 for none."""
    return next((stage for stage in NEAR if 0 < days <= stage), 0)


def _firsts(item: Item) -> list[str]:
    if item.what == VALUE:
        return [row["first"] for row in item.content["rows"]]
    return [item.content["in_force_from"]] if item.what == ACT else []


def _last_checked(item: Item) -> date | None:
    if item.what == VALUE:
        return date.fromisoformat(item.content["rows"][-1]["checked_until"])
    until = item.content.get("checked_until") if item.what == ACT else None
    return date.fromisoformat(until) if until and not item.content["in_force_until"] else None


def _values(book: Rulebook) -> Iterator[Item]:
    for table in book.tables.values():
        for parameter in table.parameters.values():
            yield Item(
                what=VALUE,
                place=parameter.place,
                place_name=NATION_NAME if parameter.place == NATION else table.name,
                name=parameter.name,
                label=parameter.label,
                content=content_of(parameter),
            )


def content_of(parameter: Parameter) -> dict[str, Any]:
    """A parameter as plain JSON; `earlier.parameter_of` reads it back."""
    rows = [{name: plain(getattr(row, name)) for name in row.__slots__} for row in parameter.rows]
    return {"label": parameter.label, "unit": parameter.unit, "rows": rows}


def _acts(book: Rulebook) -> Iterator[Item]:
    names = {table.code: table.name for table in book.tables.values()}
    for act in book.sources.by_id.values():
        yield _act(act, names)


def _act(act: Source, names: Mapping[str, str]) -> Item:
    place = act.id.partition("/")[0]
    return Item(
        what=ACT,
        place=place,
        place_name=NATION_NAME if place == NATION else names.get(place, place),
        name=act.id,
        label=f"《{act.short_zh}》",
        content={name: plain(getattr(act, name)) for name in ACT_FIELDS},
    )


def _rule(rule: Rule) -> Item:
    return Item(
        what=RULE,
        place=NATION,
        place_name=NATION_NAME,
        name=rule.name,
        label=rule.title,
        content={
            "title": rule.title,
            "fields": [item.field for item in rule.questions.items],
            "limits": list(rule.questions.not_modelled),
            "method": method_of(rule.folder),
        },
    )
