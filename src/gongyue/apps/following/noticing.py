"""What has changed since the last look: compared item by item, each difference kept once.

The first look ever finds nothing: it only notes how things are. Looking twice finds nothing new.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.following.models import KnownItem, LawChange
from gongyue.law.cited import rules_citing
from gongyue.law.rulebook import BOOK, Rulebook
from gongyue.law.tracking import (
    Difference,
    Item,
    Standing,
    differences,
    items_of,
    rules_reading,
    standing_of,
)
from gongyue.law.tracking.differences import standing_differences
from gongyue.law.tracking.items import ACT, RULE, VALUE

BATCH = 500


@transaction.atomic
def notice_changes(*, at: datetime, book: Rulebook | None = None) -> list[LawChange]:
    """Compare the rulebook with the last look and keep what differs; what was new."""
    lock_word("law", "changes")
    known = {row.key: row for row in KnownItem.objects.all()}
    now, today = items_of(book or BOOK), localdate(at)
    before = {key: _item(row) for key, row in known.items()}
    standing = {key: standing_of(item, today) for key, item in now.items()}
    found = list(_found(before, now, known, standing)) if known else []
    changes = LawChange.objects.bulk_create(
        [_change(one, before, at) for one in found], batch_size=BATCH
    )
    _remember(known, now, standing, at)
    return changes


def _found(
    before: Mapping[str, Item], now: Mapping[str, Item], known: Mapping[str, KnownItem],
    standing: Mapping[str, Standing],
) -> Iterator[Difference]:  # fmt: skip
    """Differences of content; of items that stand as they did, what time has brought."""
    changed = differences(before, now)
    yield from changed
    told = {(one.item.key, one.first_on) for one in changed}
    touched = {one.item.key for one in changed}
    for key, item in now.items():
        if key in known:
            was = Standing(**known[key].standing)
            for one in standing_differences(item, was, standing[key]):
                if (key, one.first_on) not in told and not (one.kind == "stale" and key in touched):
                    yield one


def _item(row: KnownItem) -> Item:
    what, place, name = row.key.split(":", 2)
    return Item(
        what=what,
        place=place,
        place_name=row.place_name,
        name=name,
        label=row.label,
        content=row.content,
    )


def _change(found: Difference, before: Mapping[str, Item], at: datetime) -> LawChange:
    item, old = found.item, before.get(found.item.key)
    return LawChange(
        kind=found.kind,
        what=item.what,
        place=item.place,
        place_name=item.place_name[:60],
        name=item.name,
        label=item.label[:120],
        unit=item.content.get("unit", ""),
        first_on=date.fromisoformat(found.first_on) if found.first_on else None,
        before=found.before,
        after=found.after,
        item_before=old.content if old else None,
        rules=list(_readers(item)),
        found_at=at,
    )


def _readers(item: Item) -> Iterable[str]:
    """The rules a change of the item concerns."""
    if item.what == VALUE:
        return rules_reading(item.name)
    if item.what == ACT:
        return [rule.name for rule in rules_citing(item.name)]
    return [item.name] if item.what == RULE else []


def _remember(
    known: Mapping[str, KnownItem], now: Mapping[str, Item], standing: Mapping[str, Standing],
    at: datetime,
) -> None:  # fmt: skip
    """What is gone is forgotten, what is new noted, what differs from its note written anew."""
    KnownItem.objects.filter(key__in=[key for key in known if key not in now]).delete()
    new = [_note(item, standing[key], at) for key, item in now.items() if key not in known]
    KnownItem.objects.bulk_create(new, batch_size=BATCH)
    for key, row in known.items():
        item = now.get(key)
        if item is not None and not _is_as_noted(row, item, standing[key]):
            note = _note(item, standing[key], at)
            note.pk = row.pk
            note.save()


def _note(item: Item, standing: Standing, at: datetime) -> KnownItem:
    return KnownItem(
        key=item.key,
        content=item.content,
        standing=standing.to_json(),
        place_name=item.place_name[:60],
        label=item.label[:120],
        seen_at=at,
    )


def _is_as_noted(row: KnownItem, item: Item, standing: Standing) -> bool:
    same = row.content == item.content and row.standing == standing.to_json()
    return same and row.label == item.label[:120]
