"""Sending what waits: claimed, tried outside any transaction, then noted.

At least once: a worker that dies between sending and noting lets its lease run out, and the next
one sends again under the same number, by which a gateway can tell the repeat. Any number of
workers may run this at once, and running it twice does no harm.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gongyue.apps.notifications.channels.adapters import hand_over
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.channels.parcel import NotDelivered
from gongyue.apps.notifications.kinds import Channel, kind_of
from gongyue.apps.notifications.models import Delivery, DeliveryState
from gongyue.apps.notifications.packing import Packed, Unsendable, account_for, packed
from gongyue.apps.notifications.planning import Wishes, due_for
from gongyue.apps.notifications.wishes import wishes_of

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
CLAIMED_AT_ONCE = 50
TRIES = 6
FIRST_WAIT, LONGEST_WAIT = 60, 6 * 3_600  # seconds
KINDS_OF_FALL_BACK = (Channel.WECHAT, Channel.EMAIL)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What one round did."""

    tried: int = 0
    delivered: int = 0


def deliver_due(*, at: datetime, sending: UUID | None = None, limit: int = 1_000) -> Tally:
    """Try each delivery that is due, at most `limit` of them; of one sending, or all."""
    tried = delivered = 0
    while tried < limit and (numbers := _due_numbers(at, sending)):
        for number in numbers:
            if (row := _claimed(number, at)) is not None:
                tried += 1
                delivered += _try(row, at)
    return Tally(tried=tried, delivered=delivered)


def is_anything_due(at: datetime) -> bool:
    """Whether a round would find something to do."""
    return _due(at).exists()


def _due(at: datetime) -> QuerySet[Delivery]:
    free = Q(held_until=None) | Q(held_until__lt=at)
    return Delivery.objects.filter(free, state=DeliveryState.WAITING, due_at__lte=at)


def _due_numbers(at: datetime, sending: UUID | None) -> list[int]:
    rows = _due(at)
    if sending is not None:
        rows = rows.filter(message__sending=sending)
    return list(rows.order_by("due_at", "pk").values_list("pk", flat=True)[:CLAIMED_AT_ONCE])


def _claimed(number: int, at: datetime) -> Delivery | None:
    """The delivery, held for us; None when another worker was quicker."""
    rows = _due(at).filter(pk=number)
    if not rows.update(held_until=at + LEASE, tries=F("tries") + 1):
        return None
    return Delivery.objects.select_related(
        "message__sender_organisation", "message__organisation", "endpoint"
    ).get(pk=number)


def _try(row: Delivery, at: datetime) -> bool:
    """One try. Whatever goes wrong is noted; nothing is raised."""
    parcel = None
    try:
        parcel = packed(row, at)
        arrived = hand_over(parcel.parcel)
    except Unsendable as reason:
        _note(row, DeliveryState.SKIPPED, at, reason.why)
        return False
    except NotDelivered as problem:
        _failed(row, parcel, problem, at)
        return False
    except Exception:  # a broken channel must not hold up the others
        log.exception("a channel broke", extra={"delivery": row.pk, "channel": row.channel})
        _failed(row, parcel, NotDelivered("系统错误", retry=True), at)
        return False
    state = DeliveryState.DELIVERED if arrived else DeliveryState.SENT
    for one in (row, *parcel.along):
        _note(one, state, at, to_hash=parcel.to_hash)
    return True


def _note(row: Delivery, state: str, at: datetime, why: str = "", to_hash: str = "") -> None:
    rows = Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING)
    rows.update(state=state, why=why[:120], ended_at=at, held_until=None, to_hash=to_hash)


def _failed(row: Delivery, parcel: Packed | None, problem: NotDelivered, at: datetime) -> None:
    """Later again, or never: then an SMS goes instead where the kind matters."""
    for one in (row, *(parcel.along if parcel else ())):
        if problem.retry and one.tries < TRIES:
            due = at + timedelta(seconds=max(problem.wait, wait_before_try(one.tries + 1)))
            rows = Delivery.objects.filter(pk=one.pk, state=DeliveryState.WAITING)
            rows.update(due_at=due, held_until=None, why=problem.why)
            continue
        state = DeliveryState.GIVEN_UP if problem.retry else DeliveryState.FAILED
        with transaction.atomic():
            _note(one, state, at, problem.why)
            _fall_back(one, at)


def wait_before_try(number: int) -> int:
    """Seconds before the second, third … try: doubling, with up to half as much again by chance,
    so that what failed together does not come back together."""
    wait = min(FIRST_WAIT * 2 ** max(number - 2, 0), LONGEST_WAIT)
    return wait + secrets.randbelow(wait // 2 + 1)


def _fall_back(row: Delivery, at: datetime) -> None:
    """An SMS takes the place of WeChat or mail, unless there is one or the user wants none."""
    kind, user = kind_of(row.message.kind), account_for(row.message)
    if not kind.falls_back or user is None or row.channel not in KINDS_OF_FALL_BACK:
        return
    wishes = wishes_of([user.pk], kind.group).get(user.pk, Wishes(chosen={}))
    declined = not kind.required and not wishes.chosen.get(Channel.SMS, True)
    sent = Delivery.objects.filter(message=row.message_id, channel=Channel.SMS)
    if not declined and Channel.SMS in open_channels() and not sent.exists():
        due = due_for(kind.importance, wishes.contact, at)
        Delivery.objects.create(message=row.message, channel=Channel.SMS, due_at=due)
