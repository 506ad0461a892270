"""Who may act on a task: its assignee, members in its role, owners; or the person it is of.

A colleague who covers for somebody acts on what falls to that somebody, and every act says so.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    live_memberships,
    rights_of,
    speaks_for,
)
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.tasks.models import Cover, Task

OWNERS = frozenset({Role.OWNER, Role.ADMINISTRATOR})


@dataclass(frozen=True, kw_only=True)
class Hand:
    """By which right somebody acts: their own, or that of an absent colleague."""

    membership: Membership | None = None
    on_behalf_of: User | None = None


def hand_of(by: User, task: Task, *, on: date | None = None) -> Hand:
    """Raises NotFound to a stranger, NotAllowed to a member in another role."""
    if task.person_id:
        if not speaks_for(by, task.person_id):
            raise NotFound(NOT_FOR_YOU)
        return Hand()
    held = [m for m in live_memberships(by) if m.organisation_id == task.organisation_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    for membership in held:
        if Can.DO_TASKS in rights_of(membership) and falls_to(task, membership):
            return Hand(membership=membership)
    for cover in covers_held(by, on or localdate()):
        if cover.absent.organisation_id == task.organisation_id and is_own(task, cover.absent):
            return Hand(membership=cover.colleague, on_behalf_of=cover.absent.user)
    raise NotAllowed(WITHOUT_RIGHT)


def falls_to(task: Task, membership: Membership) -> bool:
    """Owners may do everything; for the others, what is their own."""
    return membership.role in OWNERS or is_own(task, membership)


def is_own(task: Task, membership: Membership) -> bool:
    """It is the assignee's, or the role's while there is none. Whoever was asked first may still
    do what silence has moved on."""
    assignee = task.assignee
    if assignee is not None and assignee.ended_at is None:
        return assignee.user_id == membership.user_id
    return task.role in {"", membership.role} or task.asked_role == membership.role


def covers_held(user: User, on: date) -> list[Cover]:
    """For whom the user does tasks on a day: both still belong, and may do tasks."""
    rows = Cover.objects.filter(
        colleague__user=user.pk,
        colleague__ended_at=None,
        absent__ended_at=None,
        ended_at=None,
        first_on__lte=on,
        last_on__gte=on,
    ).select_related("absent__user", "absent__organisation", "colleague__organisation")
    return [row for row in rows if Can.DO_TASKS in rights_of(row.colleague)]


def require_assignee(organisation_id: UUID, membership_id: int) -> Membership:
    """A member of the organisation who does tasks; raises Refused."""
    rows = Membership.objects.filter(organisation=organisation_id, ended_at=None)
    found = rows.select_related("organisation", "user").filter(pk=membership_id).first()
    if found is None or not found.user.is_active or Can.DO_TASKS not in rights_of(found):
        raise Refused("请选本单位能办理待办的成员。", "assignee")
    return found
