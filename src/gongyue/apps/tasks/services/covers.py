"""代班: a colleague does my tasks from one day to another, and each act says so."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.tasks.events import cover_given
from gongyue.apps.tasks.models import Cover
from gongyue.apps.tasks.permissions import require_assignee

LONGEST = timedelta(days=366)


@transaction.atomic
def cover_give(
    *, by: User, membership_id: int, to: int, days: tuple[date, date], at: datetime
) -> Cover:
    """Let a colleague (`to`: a membership) do what falls to one's own membership, from the first
    to the last day. Raises NotFound, Refused (days, no such colleague, covered already)."""
    absent = _mine(by, membership_id)
    first_on, last_on = days
    if last_on < max(first_on, localdate(at)):
        raise Refused("最后一天不能早于第一天，也不能早于今天。", "last_on")
    if last_on - first_on > LONGEST:
        raise Refused("一次代班最长一年。", "last_on")
    colleague = require_assignee(absent.organisation_id, to)
    if colleague.user_id == by.pk:
        raise Refused("请选另一位同事。", "to")
    # Held, so that two requests at once cannot both find nobody covering.
    Membership.objects.select_for_update().get(pk=absent.pk)
    _require_nobody_yet(absent, first_on, last_on)
    cover = Cover.objects.create(
        absent=absent, colleague=colleague, first_on=first_on, last_on=last_on,
        given_by=by, given_at=at,
    )  # fmt: skip
    _record("cover.given", cover, by, at)
    cover_given.send(Cover, cover=cover, by=by, at=at)
    return cover


@transaction.atomic
def cover_end(*, by: User, cover_id: UUID, at: datetime) -> Cover:
    """Either side may end it at once. Raises NotFound."""
    mine = Q(absent__user=by.pk) | Q(colleague__user=by.pk)
    rows = Cover.objects.select_for_update(of=("self",)).select_related("absent", "colleague")
    cover = rows.filter(mine, pk=cover_id, ended_at=None).first()
    if cover is None:
        raise NotFound(NOT_FOR_YOU)
    cover.ended_at = at
    cover.save(update_fields=["ended_at"])
    _record("cover.ended", cover, by, at)
    return cover


def _mine(by: User, membership_id: int) -> Membership:
    for held in live_memberships(by):
        if held.pk == membership_id and Can.DO_TASKS in rights_of(held):
            return held
    raise NotFound(NOT_FOR_YOU)


def _require_nobody_yet(absent: Membership, first_on: date, last_on: date) -> None:
    rows = Cover.objects.filter(
        absent=absent, ended_at=None, first_on__lte=last_on, last_on__gte=first_on
    )
    if rows.exists():
        raise Refused("这几天已经请了同事代班，请先结束那一次。", "first_on")


def _record(type_: str, cover: Cover, by: User, at: datetime) -> None:
    payload = {
        "cover": str(cover.pk),
        "absent": cover.absent_id,
        "colleague": cover.colleague_id,
        "first_on": cover.first_on.isoformat(),
        "last_on": cover.last_on.isoformat(),
    }
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=cover.absent.organisation_id,
            payload=payload,
            source=Event.Source.PORTAL,
        )
    )
