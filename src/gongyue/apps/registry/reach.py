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


def firms_within(membership: Membership) -> Q:
    """Employers in the place of the office, for the database."""
    if membership.organisation.kind != Kind.REGULATOR:
        return Q(pk__in=[])
    reach = Q(place__startswith=reach_prefix(membership.organisation.place))
    return reach & Q(kind__in=EMPLOYERS, is_active=True)


def reaches(membership: Membership, firm: Organisation) -> bool:
    """As firms_within, of one firm."""
    office = membership.organisation
    return (
        office.kind == Kind.REGULATOR
        and firm.kind in EMPLOYERS
        and firm.is_active
        and covers(office.place, firm.place)
    )


def office_membership(viewer: User, office_id: UUID, can: Can) -> Membership:
    """The viewer's membership of an office with the right; raises NotFound."""
    for membership in live_memberships(viewer):
        if membership.organisation_id == office_id and can in rights_of(membership):
            return membership
    raise NotFound(NOT_FOR_YOU)
