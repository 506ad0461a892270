"""Which people a membership sees: the one place that turns a data scope into a condition.

Every selector and service that shows people of a firm asks `people_visible`; tests/apps/registry/
test_scopes.py runs each of them under each scope against this rule written out by hand.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Department, Employment, Membership, PersonLink
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.scoping import Scope


def people_visible(membership: Membership) -> Q:
    """A condition on Employment: those of the membership's firm that it sees."""
    here = Q(organisation__in=ids_of_organisation(membership.organisation_id))
    if membership.scope == Scope.ALL:
        return here
    if membership.scope == Scope.SELF:
        link = PersonLink.objects.filter(user=membership.user_id, ended_at=None).first()
        return here & Q(person__in=ids_of_person(link.person_id) if link else [])
    return here & Q(department__in=texts_of(membership))


def texts_of(membership: Membership) -> list[str]:
    """The departments of a scope as imported tables write them."""
    chosen = Department.objects.filter(
        organisation=membership.organisation_id, pk__in=membership.scope_departments
    )
    if membership.scope == Scope.DEPARTMENT:
        return _spellings(chosen)
    within = Q(pk__in=[])
    for path in chosen.values_list("path", flat=True):
        within |= Q(path__startswith=path)
    rows = Department.objects.filter(within, organisation=membership.organisation_id)
    return _spellings(rows)


def _spellings(rows: QuerySet[Department]) -> list[str]:
    return [text for row in rows for text in row.spellings]


def people_visible_to(viewer: User, organisation_id: UUID, can: Can) -> Q:
    """The union over the viewer's memberships there that have the right; nobody without one."""
    held = [
        membership
        for membership in live_memberships(viewer)
        if membership.organisation_id == organisation_id and can in rights_of(membership)
    ]
    return any_of(people_visible(membership) for membership in held)


def any_of(conditions: Iterable[Q]) -> Q:
    """One or another; nothing when there is none."""
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def sees_person(membership: Membership, person_id: UUID) -> bool:
    """Whether the firm has declared the person, within the membership's scope."""
    same = ids_of_person(person_id)
    rows = Employment.objects.filter(people_visible(membership), person__in=same)
    return rows.filter(is_withdrawn=False).exists()


def hides(membership: Membership, person_id: UUID | None) -> bool:
    """Whether a data scope keeps a firm's member from this person; offices have other rules."""
    limited = membership.organisation.kind in EMPLOYERS and membership.scope != Scope.ALL
    return bool(limited and person_id and not sees_person(membership, person_id))


def require_not_hidden(viewer: User, organisation_id: UUID, person_id: UUID | None) -> None:
    """Raises NotFound where every membership of the viewer there hides the person."""
    held = [m for m in live_memberships(viewer) if m.organisation_id == organisation_id]
    if held and all(hides(membership, person_id) for membership in held):
        raise NotFound(NOT_FOR_YOU)
