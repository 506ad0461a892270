"""The addresses of an organisation and what was sent to each, as its owners see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.following.followings import EVERY_PLACE, EVERY_RULE
from gongyue.apps.following.hooks.registering import own_hook
from gongyue.apps.following.models import Hook, HookDelivery, HookState
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK


@dataclass(frozen=True, kw_only=True)
class HookView:
    """Never the address itself: it may hold a key."""

    hook_id: int
    label: str
    purpose: str
    host: str
    rule_title: str
    place_name: str
    made_at: datetime
    rotated_at: datetime | None
    stopped_at: datetime | None
    failures: int


@dataclass(frozen=True, kw_only=True)
class SentView:
    """One change to one address."""

    delivery_id: int
    change_id: int
    label: str
    place_name: str
    kind_label: str
    state: str
    state_label: str
    tries: int
    why: str
    due_at: datetime
    ended_at: datetime | None


def hooks_of(viewer: User, organisation_id: UUID) -> list[HookView]:
    """Live addresses, for the organisation's owners. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.MANAGE_MEMBERS, organisation_id)
    same = ids_of_organisation(organisation_id)
    return [_view(h) for h in Hook.objects.filter(organisation__in=same, ended_at=None)]


def hook_of(viewer: User, hook_id: int) -> HookView:
    """Raises NotFound, NotAllowed."""
    return _view(own_hook(viewer, hook_id))


def deliveries_of(viewer: User, hook_id: int) -> QuerySet[HookDelivery]:
    """What was sent there, the newest first; make views of a page by `sent_views`.

    Raises NotFound, NotAllowed.
    """
    rows = HookDelivery.objects.filter(hook=own_hook(viewer, hook_id)).select_related("change")
    return rows.order_by("-pk")


def sent_views(rows: Sequence[HookDelivery]) -> list[SentView]:
    return [
        SentView(
            delivery_id=row.pk,
            change_id=row.change_id,
            label=row.change.label,
            place_name=row.change.place_name,
            kind_label=row.change.get_kind_display(),
            state=row.state,
            state_label=str(HookState(row.state).label),
            tries=row.tries,
            why=row.why,
            due_at=row.due_at,
            ended_at=row.ended_at,
        )
        for row in rows
    ]


@transaction.atomic
def redeliver(*, by: User, delivery_id: int, at: datetime) -> HookDelivery:
    """Send it once more under the same number. Raises NotFound, NotAllowed, Refused."""
    row = HookDelivery.objects.filter(pk=delivery_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    hook = own_hook(by, row.hook_id)
    if hook.stopped_at is not None:
        raise Refused("推送已经停下，请先恢复。")
    row.state, row.tries, row.why = HookState.WAITING, 0, ""
    row.due_at, row.ended_at, row.held_until = at, None, None
    row.save()
    return row


def _view(hook: Hook) -> HookView:
    return HookView(
        hook_id=hook.pk,
        label=hook.label,
        purpose=hook.purpose,
        host=hook.host,
        rule_title=RULES[hook.rule].title if hook.rule in RULES else EVERY_RULE,
        place_name=BOOK.place_name(hook.place) if hook.place else EVERY_PLACE,
        made_at=hook.made_at,
        rotated_at=hook.rotated_at,
        stopped_at=hook.stopped_at,
        failures=hook.failures,
    )
