"""Which addresses get which changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from gongyue.apps.following.matching import concerns
from gongyue.apps.following.models import Hook, HookDelivery, LawChange


def plan_deliveries(changes: Sequence[LawChange], *, at: datetime) -> int:
    """A row for each change an address wants; a stopped one gets them too, to be redelivered."""
    hooks = Hook.objects.filter(ended_at=None)
    rows = [row for hook in hooks for row in _rows(hook, changes, at)]
    HookDelivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _rows(hook: Hook, changes: Iterable[LawChange], at: datetime) -> Iterable[HookDelivery]:
    for change in changes:
        if concerns(change, rule=hook.rule, place=hook.place):
            yield HookDelivery(hook=hook, change=change, due_at=at)
