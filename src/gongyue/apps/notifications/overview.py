"""How messages fare in the whole installation: for whoever runs it. No text, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q

from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.kinds import KINDS, PERSONAL, Channel
from gongyue.apps.notifications.models import Delivery, DeliveryState
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.roles import Can

DAYS = 7
ARRIVED = [DeliveryState.SENT, DeliveryState.DELIVERED]
LOST = [DeliveryState.FAILED, DeliveryState.GIVEN_UP]


@dataclass(frozen=True, kw_only=True)
class ChannelHealth:
    """One channel over the last days. `is_open` says nothing of group chats: those are set up by
    each organisation."""

    channel: str
    label: str
    is_open: bool
    sent: int
    failed: int
    skipped: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Deliveries that failed alike."""

    channel_label: str
    kind_label: str
    state_label: str
    why: str
    count: int
    last_at: datetime


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Deliveries that wait for the same reason."""

    channel_label: str
    why: str
    due_at: datetime
    count: int


def channel_health(viewer: User, *, at: datetime) -> list[ChannelHealth]:
    """Each channel: open or not, and its counts. Raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    since, has = at - timedelta(days=DAYS), open_channels()
    ended = Q(ended_at__gt=since)
    rows = Delivery.objects.values("channel").annotate(
        sent=Count("pk", filter=ended & Q(state__in=ARRIVED)),
        failed=Count("pk", filter=ended & Q(state__in=LOST)),
        skipped=Count("pk", filter=ended & Q(state=DeliveryState.SKIPPED)),
        waiting=Count("pk", filter=Q(state=DeliveryState.WAITING)),
    )
    counts = {row.pop("channel"): row for row in rows.filter(ended | Q(ended_at=None))}
    none = {"sent": 0, "failed": 0, "skipped": 0, "waiting": 0}
    return [
        ChannelHealth(
            channel=channel.value,
            label=str(channel.label),
            is_open=channel in has or channel not in PERSONAL,
            **counts.get(channel, none),
        )
        for channel in Channel
    ]


def failures(viewer: User, *, at: datetime, limit: int = 50) -> list[Failure]:
    """What failed in the last days, alike ones together, newest first."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    rows = Delivery.objects.filter(state__in=LOST, ended_at__gt=at - timedelta(days=DAYS))
    found: dict[tuple[str, str, str, str], list[datetime]] = {}
    names = ("channel", "message__kind", "state", "why", "ended_at")
    for channel, kind, state, why, ended_at in rows.order_by("-ended_at").values_list(*names)[
        :5_000
    ]:
        found.setdefault((channel, kind, state, why), []).append(ended_at)
    return [_failure(alike, ends) for alike, ends in list(found.items())[:limit]]


def demo_waiting(at: datetime) -> list[Waiting]:
    """What still waits in the demo city, and why; empty outside the demo."""
    if not settings.DEMO:
        return []
    rows = Delivery.objects.filter(state=DeliveryState.WAITING)
    counted = rows.values("channel", "in_digest", "why", "due_at").annotate(count=Count("pk"))
    return [
        Waiting(
            channel_label=str(Channel(row["channel"]).label),
            why=row["why"] or _reason(row["in_digest"], row["due_at"], at),
            due_at=row["due_at"],
            count=row["count"],
        )
        for row in counted.order_by("due_at")[:50]
    ]


def _failure(alike: tuple[str, str, str, str], ends: Sequence[datetime]) -> Failure:
    channel, kind, state, why = alike
    return Failure(
        channel_label=str(Channel(channel).label),
        kind_label=KINDS[kind].label if kind in KINDS else kind,
        state_label=str(DeliveryState(state).label),
        why=why,
        count=len(ends),
        last_at=ends[0],
    )


def _reason(in_digest: bool, due_at: datetime, at: datetime) -> str:
    if in_digest:
        return "等每日汇总"
    return "等免打扰时段过去" if due_at > at else "马上发"
