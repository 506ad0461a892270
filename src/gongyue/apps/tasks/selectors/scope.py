"""Which tasks a viewer may see: asked once for all that is shown."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership, PersonLink
from gongyue.apps.registry.permissions import live_memberships, person_of, rights_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.tasks.models import Cover, Task
from gongyue.apps.tasks.permissions import OWNERS, covers_held

NONE = Q(pk__in=[])


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The viewer's memberships that do tasks, whom they cover for, and who they are themself."""

    viewer: User
    memberships: tuple[Membership, ...]
    covers: tuple[Cover, ...]
    link: PersonLink | None

    def names_in(self) -> set[UUID]:
        """Organisations whose people the viewer may call by name."""
        return {m.organisation_id for m in self.memberships if Can.SEE_PEOPLE in rights_of(m)}


def scope_of(viewer: User, *, on: date, organisation_id: UUID | None = None) -> Scope:
    """`organisation_id`: only what is of that organisation, and nothing of the viewer's own."""
    only = ids_of_organisation(organisation_id) if organisation_id else None
    only = ids_of_organisation(organisation_id) if organisation_id else None
    held = [
        m
        for m in live_memberships(viewer)
        if Can.DO_TASKS in rights_of(m) and (only is None or m.organisation_id in only)
    ]
    here = {m.organisation_id for m in held}
    covers = covers_held(viewer, on) if held else []
    return Scope(
        viewer=viewer,
        memberships=tuple(held),
        covers=tuple(c for c in covers if c.absent.organisation_id in here),
        link=person_of(viewer) if organisation_id is None else None,
    )


def visible(scope: Scope) -> QuerySet[Task]:
    """As permissions.hand_of, for the database."""
    mine = NONE
    for membership in scope.memberships:
        here = Q(organisation=membership.organisation_id)
        mine |= here if membership.role in OWNERS else here & own(membership)
    for cover in scope.covers:
        mine |= Q(organisation=cover.absent.organisation_id) & own(cover.absent)
    if scope.link:
        mine |= Q(person__in=ids_of_person(scope.link.person_id))
    return Task.objects.filter(mine)


def own(membership: Membership) -> Q:
    """As permissions.is_own, for the database."""
    nobody = Q(assignee=None) | Q(assignee__ended_at__isnull=False)
    in_role = Q(role__in=["", membership.role]) | Q(asked_role=membership.role)
    return (nobody & in_role) | Q(assignee__user=membership.user_id, assignee__ended_at=None)
