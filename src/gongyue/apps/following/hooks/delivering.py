"""Sending what waits: claimed, tried outside any transaction, then noted. At least once.

Tried again after one minute, two, four and so on up to six hours, at most eight times; after three
changes in a row that could not be delivered the address is stopped and its owners are told.
"""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localtime

from gongyue.apps.accounts.demo_inbox import keep
from gongyue.apps.accounts.vault import system_unseal
from gongyue.apps.following.hooks.payload import as_body
from gongyue.apps.following.hooks.registering import CONTEXT
from gongyue.apps.following.models import Hook, HookDelivery, HookState
from gongyue.apps.notifications.channels.answers import JSON, ask
from gongyue.apps.notifications.channels.parcel import NotDelivered
from gongyue.apps.notifications.channels.webhook import signature
from gongyue.apps.notifications.delivering import wait_before_try
from gongyue.apps.notifications.services import Recipients, notify
from gongyue.apps.registry.roles import Role

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
TRIES, STOPS_AFTER = 8, 3
AT_ONCE = 50


def deliver_hooks(*, at: datetime, limit: int = 500) -> int:
    """Try each delivery that is due; how many arrived."""
    tried = arrived = 0
    while tried < limit and (numbers := list(_due(at).values_list("pk", flat=True)[:AT_ONCE])):
        for number in numbers:
            if (row := _claimed(number, at)) is not None:
                tried += 1
                arrived += _try(row, at)
    return arrived


def is_a_hook_due(at: datetime) -> bool:
    """Whether a round would find something to do."""
    return _due(at).exists()


def _due(at: datetime) -> QuerySet[HookDelivery]:
    free = Q(held_until=None) | Q(held_until__lt=at)
    rows = HookDelivery.objects.filter(free, state=HookState.WAITING, due_at__lte=at)
    return rows.filter(hook__stopped_at=None, hook__ended_at=None).order_by("due_at", "pk")


def _claimed(number: int, at: datetime) -> HookDelivery | None:
    """The delivery, held for us; None when another worker was quicker."""
    rows = _due(at).order_by().filter(pk=number)
    if not rows.update(held_until=at + LEASE, tries=F("tries") + 1):
        return None
    return HookDelivery.objects.select_related("hook", "change").get(pk=number)


def _try(row: HookDelivery, at: datetime) -> bool:
    """One try. Whatever goes wrong is noted; nothing is raised."""
    try:
        _send(row, at)
    except NotDelivered as problem:
        _failed(row, problem, at)
        return False
    except Exception:  # one broken address must not hold up the others
        log.exception("a hook broke", extra={"delivery": row.pk})
        _failed(row, NotDelivered("系统错误", retry=True), at)
        return False
    with transaction.atomic():
        _end(row, HookState.DELIVERED, at, "")
        Hook.objects.filter(pk=row.hook_id).update(failures=0)
    return True


def _send(row: HookDelivery, at: datetime) -> None:
    """Raises NotDelivered. In the demo nothing leaves the city."""
    hook, body = row.hook, as_body(row.change)
    address = system_unseal(bytes(hook.address_sealed), CONTEXT).decode()
    secret = system_unseal(bytes(hook.secret_sealed), CONTEXT).decode()
    if settings.DEMO:
        keep(channel="webhook", to=hook.label, text=body.decode(), at=at)
        return
    stamp = str(int(time.time()))
    headers = {
        **JSON,
        "Idempotency-Key": str(row.number),
        "X-Gongyue-Timestamp": stamp,
        "X-Gongyue-Signature": signature(secret, stamp, body),
    }
    ask(address, body, headers)


def _failed(row: HookDelivery, problem: NotDelivered, at: datetime) -> None:
    """Later again; or never, and then it counts against the address."""
    if problem.retry and row.tries < TRIES:
        due = at + timedelta(seconds=max(problem.wait, wait_before_try(row.tries + 1)))
        rows = HookDelivery.objects.filter(pk=row.pk, state=HookState.WAITING)
        rows.update(due_at=due, held_until=None, why=problem.why)
        return
    with transaction.atomic():
        _end(row, HookState.GIVEN_UP if problem.retry else HookState.FAILED, at, problem.why)
        Hook.objects.filter(pk=row.hook_id).update(failures=F("failures") + 1)
        _stop_if_hopeless(row, problem, at)


def _end(row: HookDelivery, state: str, at: datetime, why: str) -> None:
    rows = HookDelivery.objects.filter(pk=row.pk, state=HookState.WAITING)
    rows.update(state=state, why=why[:120], ended_at=at, held_until=None)


def _stop_if_hopeless(row: HookDelivery, problem: NotDelivered, at: datetime) -> None:
    live = Hook.objects.filter(pk=row.hook_id, stopped_at=None, failures__gte=STOPS_AFTER)
    if not live.update(stopped_at=at):
        return
    hook = row.hook
    notify(
        to=Recipients(organisation_id=hook.organisation_id, roles=(Role.OWNER, Role.ADMINISTRATOR)),
        kind="following.hook_stopped",
        facts={
            "label": hook.label,
            "host": hook.host,
            "why": f"{localtime(at):%Y-%m-%d %H:%M} {problem.why}",
            "tries": STOPS_AFTER,
        },
        at=at,
        url=f"/messages/hooks/{hook.pk}/",
        about=f"following.hook:{hook.pk}",
    )
