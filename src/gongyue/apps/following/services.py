"""Changes are handed out once: to followers in the background, to other systems in turn."""

from datetime import datetime
from functools import partial

from django.db import transaction

from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.following.hooks.planning import plan_deliveries
from gongyue.apps.following.models import Following, LawChange
from gongyue.apps.following.tasks import tell_followers

CHUNK = 100


@transaction.atomic
def tell_changes(*, at: datetime) -> int:
    """Hand what was not told yet to the background, and to other systems; how many changes."""
    lock_word("law", "telling")
    changes = list(LawChange.objects.filter(told_at=None).order_by("pk"))
    if not changes:
        return 0
    plan_deliveries(changes, at=at)
    numbers = [change.pk for change in changes]
    LawChange.objects.filter(pk__in=numbers).update(told_at=at)
    owners = Following.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True)
    every = list(owners)
    for start in range(0, len(every), CHUNK):
        some = every[start : start + CHUNK]
        transaction.on_commit(partial(tell_followers.enqueue, some, numbers), robust=True)
    return len(changes)
