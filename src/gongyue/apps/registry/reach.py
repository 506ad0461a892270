"""How far a membership looks: the one place that says which firms an office's member may see."""

from uuid import UUID

from django.db.models import Q

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    covers,
    live_memberships,
    reach_prefix,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind
from gongyue.apps.registry.samples import in_reality, meet, of_the_same_world
from gongyue.apps.registry.scoping import Scope


def firms_within(membership: Membership) -> Q:
    """Employers in the place of the office, or the part of it the member sees."""
    if membership.organisation.kind != Kind.REGULATOR:
        return Q(pk__in=[])
    places = membership.scope_places if membership.scope == Scope.PLACES else ["000000"]
    chosen = Q(pk__in=[])
    for place in places:
        chosen |= Q(place__startswith=reach_prefix(place))
    reach = chosen & Q(place__startswith=reach_prefix(membership.organisation.place))
    mine = of_the_same_world(membership.organisation)
    return reach & mine & Q(kind__in=EMPLOYERS, is_active=True)


def every_firm() -> Q:
    """Every employer of the system, samples left out: for who runs it, at its own terminal."""
    return in_reality() & Q(kind__in=EMPLOYERS, is_active=True)


def reaches(membership: Membership, firm: Organisation) -> bool:
    """As firms_within, of one firm."""
    office = membership.organisation
    return (
        office.kind == Kind.REGULATOR
        and firm.kind in EMPLOYERS
        and firm.is_active
        and meet(office, firm)
        and covers(office.place, firm.place)
        and _within_places(membership, firm)
    )


def _within_places(membership: Membership, firm: Organisation) -> bool:
    if membership.scope != Scope.PLACES:
        return True
    return any(covers(place, firm.place) for place in membership.scope_places)


def office_membership(viewer: User, office_id: UUID, can: Can) -> Membership:
    """The viewer's membership of an office with the right; raises NotFound."""
    for membership in live_memberships(viewer):
        if membership.organisation_id == office_id and can in rights_of(membership):
            return membership
    raise NotFound(NOT_FOR_YOU)
