"""Who could do my tasks, and who does them while I am away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.tasks.models import Cover


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A membership that can be given a task."""

    membership_id: int
    name: str
    role_label: str
    is_me: bool


@dataclass(frozen=True, kw_only=True)
class CoverView:
    """Who does whose tasks, from when to when."""

    cover_id: UUID
    absent: str
    colleague: str
    first_on: date
    last_on: date
    is_mine: bool  # the viewer is the absent one
    runs: bool


def colleagues_of(viewer: User, organisation_id: UUID) -> list[Colleague]:
    """Members of the viewer's organisation who do tasks, the viewer too; nobody for a provider that
    acts for it. Raises NotFound."""
    held = [m for m in live_memberships(viewer) if m.organisation_id == organisation_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    if all(m.pk is None for m in held):
        return []
    rows = Membership.objects.filter(
        organisation=organisation_id, ended_at=None, user__is_active=True
    ).select_related("user", "organisation")
    return [
        Colleague(
            membership_id=row.pk,
            name=row.user.display_name or "未填称呼",
            role_label=str(Role(row.role).label),
            is_me=row.user_id == viewer.pk,
        )
        for row in rows.order_by("granted_at", "pk")
        if Can.DO_TASKS in rights_of(row)
    ]


def covers_of(viewer: User, organisation_id: UUID, *, on: date) -> list[CoverView]:
    """Covers given or held by the viewer in an organisation that run or are still to come."""
    mine = Q(absent__user=viewer.pk) | Q(colleague__user=viewer.pk)
    rows = Cover.objects.filter(
        mine, absent__organisation=organisation_id, ended_at=None, last_on__gte=on
    ).select_related("absent__user", "colleague__user")
    return [
        CoverView(
            cover_id=row.pk,
            absent=row.absent.user.display_name,
            colleague=row.colleague.user.display_name,
            first_on=row.first_on,
            last_on=row.last_on,
            is_mine=row.absent.user_id == viewer.pk,
            runs=row.first_on <= on,
        )
        for row in rows.order_by("first_on", "pk")
    ]
