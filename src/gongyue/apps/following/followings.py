"""Following a rule, a place, or a rule in a place: begun, listed, ended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.following.models import Following
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    live_memberships,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.stream import append_act
from gongyue.law.registry import RULES
from gongyue.law.rulebook import BOOK

MOST = 50
EVERY_RULE, EVERY_PLACE = "所有计算和标准", "各地"


@dataclass(frozen=True, kw_only=True)
class FollowingView:
    """What is followed, in words."""

    following_id: int
    rule: str
    rule_title: str
    place: str
    place_name: str
    made_at: datetime


def followings_of(viewer: User, organisation_id: UUID | None = None) -> list[FollowingView]:
    """The viewer's own, or their organisation's. Raises NotFound, NotAllowed."""
    if organisation_id is not None:
        require_can_follow_for(viewer, organisation_id)
    return [_view(row) for row in _live(viewer, organisation_id).order_by("made_at", "pk")]


def follows(viewer: User, organisation_id: UUID | None, *, rule: str = "", place: str = "") -> bool:
    """Whether exactly this is followed already; False to whoever may not ask."""
    if not viewer.is_authenticated:
        return False
    return _live(viewer, organisation_id).filter(rule=rule, place=place).exists()


@transaction.atomic
def follow(
    *, by: User, organisation_id: UUID | None, rule: str, place: str, at: datetime
) -> Following:
    """Begin; what is followed already stays as it is. Raises NotFound, NotAllowed, Refused."""
    office = require_can_follow_for(by, organisation_id) if organisation_id else None
    rule, place = _checked_rule(rule.strip()), _checked_place(place.strip())
    if not rule and not place:
        raise Refused("请选一个计算，或者一个地方。", "rule")
    lock_word("following", str(organisation_id or by.pk))
    rows = _live(by, organisation_id)
    if (known := rows.filter(rule=rule, place=place).first()) is not None:
        return known
    if rows.count() >= MOST:
        raise Refused(f"最多关注 {MOST} 项，请先停掉不再看的。")
    owner = {"organisation": office} if office else {"user": by}
    row = Following.objects.create(rule=rule, place=place, made_by=by, made_at=at, **owner)
    _record("law_follow.begun", row, by, at)
    return row


@transaction.atomic
def unfollow(*, by: User, following_id: int, at: datetime) -> Following:
    """End it. Raises NotFound, NotAllowed."""
    row = Following.objects.filter(pk=following_id, ended_at=None).first()
    if row is None or (row.user_id is not None and row.user_id != by.pk):
        raise NotFound(NOT_FOR_YOU)
    if row.organisation_id is not None:
        require_can_follow_for(by, row.organisation_id)
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _record("law_follow.ended", row, by, at)
    return row


def require_can_follow_for(by: User, organisation_id: UUID) -> Organisation:
    """A firm's follower is told of its people and sums: whoever may check it up. Of others, every
    member. Raises NotFound, NotAllowed."""
    held = [m for m in live_memberships(by) if m.organisation_id == organisation_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    office = held[0].organisation
    if office.kind in EMPLOYERS and not any(Can.CHECK_UP in rights_of(m) for m in held):
        raise NotAllowed(WITHOUT_RIGHT)
    return office


def _live(by: User, organisation_id: UUID | None) -> QuerySet[Following]:
    rows = Following.objects.filter(ended_at=None)
    if organisation_id is None:
        return rows.filter(user=by)
    return rows.filter(organisation__in=ids_of_organisation(organisation_id))


def _checked_rule(rule: str) -> str:
    if rule and rule not in RULES:
        raise Refused("没有这个计算，请从列表里选。", "rule")
    return rule


def _checked_place(place: str) -> str:
    if place and not BOOK.is_place(place):
        raise Refused("没有这个行政区划代码。", "place")
    return place


def _record(kind: str, row: Following, by: User, at: datetime) -> None:
    """Of an organisation it is an act of its desk; what somebody follows for themself is theirs."""
    if row.organisation is None:
        return
    payload = {"rule": row.rule, "place": row.place}
    append_act(kind, row.organisation, payload, by=by, at=at)


def _view(row: Following) -> FollowingView:
    return FollowingView(
        following_id=row.pk,
        rule=row.rule,
        rule_title=RULES[row.rule].title if row.rule in RULES else row.rule or EVERY_RULE,
        place=row.place,
        place_name=BOOK.place_name(row.place) if row.place else EVERY_PLACE,
        made_at=row.made_at,
    )
