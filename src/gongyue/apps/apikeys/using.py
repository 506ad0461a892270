"""A key that comes with a question: known or not, and counted.

Counting must not cost a write a question: uses gather in the cache the processes share and go to
the table at most once a minute for a key, together with the moment it was last used.
"""

import logging
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DatabaseError
from django.db.models import Q
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.apikeys.counting import ROUTES, gather, pending, write_down
from gongyue.apps.apikeys.issuing import hash_of, own_key
from gongyue.apps.apikeys.models import ApiKey, KeyUse

log = logging.getLogger("gongyue.apikeys")
SHAPE = re.compile(r"gyk_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")
EVERY = timedelta(minutes=1)
KEPT_DAYS = 180
UNKNOWN = "密钥不对。请核对是否完整，或者到“接口密钥”换一个。"
REVOKED = "这个密钥已经作废，请到“接口密钥”换一个。"
EXPIRED = "这个密钥已经过期，请到“接口密钥”换一个。"
NOT_THIS = "这个密钥不能用于这个接口。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who asks by a key."""

    key_id: int
    prefix: str
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    on: date
    route: str
    label: str
    times: int


def key_known(text: str, *, scope: str, at: datetime) -> Known:
    """Raises Refused saying why it does not count."""
    found = None
    if SHAPE.fullmatch(text):
        rows = ApiKey.objects.select_related("organisation", "user")
        found = rows.filter(key_hash=hash_of(text)).first()
    if found is None or not _stands(found):
        raise Refused(UNKNOWN)
    if found.revoked_at is not None:
        raise Refused(REVOKED)
    if found.expires_at <= at:
        raise Refused(EXPIRED)
    if found.scope != scope:
        raise Refused(NOT_THIS)
    return Known(key_id=found.pk, prefix=found.prefix, used_at=found.used_at)


def key_used(known: Known, route: str, *, at: datetime) -> None:
    """Count one use; what cannot be counted is answered all the same."""
    try:
        gather(known.key_id, localdate(at), route)
        if known.used_at is None or known.used_at <= at - EVERY:
            _write_down(known.key_id, at)
    except (OSError, DatabaseError):
        log.warning("a use could not be counted", extra={"key": known.key_id})


def uses_of(viewer: User, key_id: int, *, on: date) -> list[UseView]:
    """Uses by day and route, the newest first, what waits to be written among them.

    Raises NotFound, NotAllowed.
    """
    key = own_key(viewer, key_id)
    counted = {(row.on, row.route): row.times for row in KeyUse.objects.filter(key=key)}
    for place, times in pending(key.pk, on).items():
        counted[place] = counted.get(place, 0) + times
    rows = sorted(counted.items(), key=lambda each: (-each[0][0].toordinal(), each[0][1]))
    return [
        UseView(on=day, route=route, label=ROUTES.get(route, route), times=times)
        for (day, route), times in rows
    ]


def keep_keys_in_order(*, at: datetime) -> int:
    """Write down what waits, forget what is older than KEPT_DAYS; how many rows went."""
    since = at - timedelta(days=2)
    for key_id in ApiKey.objects.filter(used_at__gte=since).values_list("pk", flat=True):
        write_down(key_id, localdate(at))
    old = KeyUse.objects.filter(on__lt=localdate(at) - timedelta(days=KEPT_DAYS))
    return int(old.delete()[0])


def _stands(key: ApiKey) -> bool:
    owner = key.organisation or key.user
    return bool(owner is not None and owner.is_active)


def _write_down(key_id: int, at: datetime) -> None:
    """Once a minute, by whoever comes first."""
    due = ApiKey.objects.filter(Q(used_at=None) | Q(used_at__lte=at - EVERY), pk=key_id)
    if due.update(used_at=at):
        write_down(key_id, localdate(at))
