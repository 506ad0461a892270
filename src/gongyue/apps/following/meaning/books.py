"""The rulebook before and after a change, and whether the change reaches a place at all."""

import json
from datetime import date
from functools import lru_cache

from django.utils.timezone import localdate

from gongyue.apps.following.models import LawChange
from gongyue.kernel.jsonform import dumps_canonical
from gongyue.law.impact import Comparison, Patch
from gongyue.law.rulebook import BOOK, NotCovered, Refusal, Rulebook
from gongyue.law.tracking import Kind, book_with
from gongyue.law.tracking.items import VALUE

# Of these the amount that applies is another one than before, or becomes another.
MOVING = frozenset({Kind.ADDED, Kind.VALUE, Kind.DATE, Kind.ENDED, Kind.NEAR_30, Kind.NEAR_7})
KEPT = 8


def is_moving(change: LawChange) -> bool:
    """Whether anybody's figures may move: a value, not how far it was checked."""
    return change.what == VALUE and change.kind in MOVING


def earlier_book(change: LawChange) -> Rulebook:
    """Today's rulebook without the row concerned: a row told as near was added before."""
    if change.kind in {Kind.NEAR_30, Kind.NEAR_7} and change.item_before:
        rows = [r for r in change.item_before["rows"] if r["first"] < str(change.first_on)]
        content = {**change.item_before, "rows": rows} if rows else None
    else:
        content = change.item_before
    return _earlier(change.key, dumps_canonical(content))


@lru_cache(maxsize=KEPT)
def _earlier(key: str, content: str) -> Rulebook:
    return book_with(BOOK, {key: json.loads(content)})


def comparison_of(change: LawChange) -> Comparison:
    """The rulebook before the change beside today's. Not to be shared between threads."""
    table = BOOK.tables.get(change.place)
    now = table.parameters.get(change.name) if table else None
    gone = frozenset() if now else frozenset({(change.place, change.name)})
    patch = Patch(parameters=(now,) if now else (), gone=gone)
    return Comparison(earlier_book(change), patch)


def governs(change: LawChange, place: str) -> bool:
    """Whether in this place the changed table is the nearest one that has the parameter."""
    for book in (BOOK, earlier_book(change)):
        try:
            return book.parameter(change.name, place).place == change.place
        except (NotCovered, Refusal):
            continue
    return False


def day_of(change: LawChange) -> date:
    """The day on which both are asked: the row's first day; today where it has long begun."""
    today = localdate(change.found_at)
    first = change.first_on or today
    return max(first, today) if change.kind != Kind.ENDED else today
