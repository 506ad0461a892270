"""What differs between the items of two rulebooks, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongyue.law.tracking.items import ACT, RULE, VALUE, Item, Standing

Row = Mapping[str, Any]
BASIS = ("source", "mark", "note", "doubt")


class Kind(StrEnum):
    """What became of a row, an act or a rule."""

    ADDED = "added"
    VALUE = "value"
    DATE = "date"
    ENDED = "ended"
    CHECKED = "checked"
    SHORTENED = "shortened"
    BASIS = "basis"
    METHOD = "method"
    STALE = "stale"
    NEAR_30 = "near_30"
    NEAR_7 = "near_7"


NEAR_KIND = {30: Kind.NEAR_30, 7: Kind.NEAR_7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`item`: as it is now, or was when it is gone. `before` and `after` are the row concerned, or
    the whole content of an act or rule; None where there is none."""

    kind: Kind
    item: Item
    first_on: str
    before: Row | None
    after: Row | None


def differences(before: Mapping[str, Item], after: Mapping[str, Item]) -> list[Difference]:
    """Everything that was added, changed or ended, in the order of the keys."""
    found: list[Difference] = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old is None or new is None or old.content != new.content:
            found += _between(old, new)
    return found


def standing_differences(item: Item, before: Standing, after: Standing) -> Iterator[Difference]:
    """What has become stale, and what has come near, since the last look."""
    if after.stale and not before.stale:
        yield _of(Kind.STALE, item, row := _last(item), row)
    for first, stage in sorted(after.near.items()):
        known = before.near.get(first)
        if known is None or stage < known:
            row = _row_of(item, first)
            yield _of(NEAR_KIND[stage], item, _row_before(item, first), row, first)


def _between(old: Item | None, new: Item | None) -> Iterator[Difference]:
    item = new or old
    assert item is not None
    if item.what == VALUE:
        yield from _rows(item, _by_first(old), _by_first(new))
    elif new is None or old is None:
        kind = Kind.ADDED if old is None else Kind.ENDED
        yield _of(kind, item, old.content if old else None, new.content if new else None)
    elif item.what == RULE:
        yield _of(Kind.METHOD, item, old.content, new.content)
    else:
        yield from _act(old, new)


def _act(old: Item, new: Item) -> Iterator[Difference]:
    a, b = old.content, new.content
    if b["in_force_until"] and b["in_force_until"] != a["in_force_until"]:
        yield _of(Kind.ENDED, new, a, b)
    elif a["in_force_from"] != b["in_force_from"] or a["in_force_until"] != b["in_force_until"]:
        yield _of(Kind.DATE, new, a, b)
    elif a["checked_until"] != b["checked_until"]:
        yield _of(_longer(a, b), new, a, b)
    else:
        yield _of(Kind.BASIS, new, a, b)


def _rows(item: Item, old: dict[str, Row], new: dict[str, Row]) -> Iterator[Difference]:
    gone = [first for first in old if first not in new]
    come = [first for first in new if first not in old]
    moved = dict(_moved(gone, come, old, new))
    for first in sorted(old.keys() | new.keys()):
        if first in moved.values():
            continue
        if first in moved:
            to = moved[first]
            yield _of(Kind.DATE, item, old[first], new[to], to)
        elif first not in old:
            yield _of(Kind.ADDED, item, _row_before(item, first), new[first], first)
        elif first not in new:
            yield _of(Kind.ENDED, item, old[first], None, first)
        else:
            yield from _row(item, old[first], new[first], is_last=first == max(new))


def _moved(
    gone: list[str], come: list[str], old: dict[str, Row], new: dict[str, Row]
) -> Iterator[tuple[str, str]]:
    """A value that begins on another day than it did: the nearest of the same amount and act."""
    free = list(come)
    for first in gone:
        same = [f for f in free if all(old[first][n] == new[f][n] for n in ("value", "source"))]
        if same and old[first]["value"] is not None:
            free.remove(same[0])
            yield first, same[0]


def _row(item: Item, old: Row, new: Row, *, is_last: bool) -> Iterator[Difference]:
    if old["value"] != new["value"]:
        kind = Kind.ENDED if new["value"] is None else Kind.VALUE
        yield _of(kind, item, old, new, new["first"])
    elif any(old[name] != new[name] for name in BASIS):
        yield _of(Kind.BASIS, item, old, new, new["first"])
    elif is_last and old["checked_until"] != new["checked_until"]:
        yield _of(_longer(old, new), item, old, new, new["first"])


def _longer(old: Row, new: Row) -> Kind:
    """An act without such a day has ended, or its values say so themselves: no shortening."""
    was, now = old["checked_until"], new["checked_until"]
    return Kind.SHORTENED if was and now and now < was else Kind.CHECKED


def _of(
    kind: Kind, item: Item, before: Row | None, after: Row | None, first: str = ""
) -> Difference:
    shown = after or before or {}
    day = first or shown.get("first") or shown.get("in_force_from") or ""
    return Difference(kind=kind, item=item, first_on=day, before=before, after=after)


def _by_first(item: Item | None) -> dict[str, Row]:
    return {row["first"]: row for row in item.content["rows"]} if item else {}


def _last(item: Item) -> Row:
    return item.content["rows"][-1] if item.what == VALUE else item.content


def _row_of(item: Item, first: str) -> Row:
    return _by_first(item)[first] if item.what == VALUE else item.content


def _row_before(item: Item, first: str) -> Row | None:
    """The row a new one follows: what it replaces from its first day on."""
    if item.what == ACT:
        return None
    earlier = [row for row in item.content["rows"] if row["first"] < first]
    return earlier[-1] if earlier else None
