"""Whom the viewer belongs to, who else does, and who acts for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.offices import regulator_of
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    can_administer,
    live_memberships,
    require_can_anywhere,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind, Role
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.samples import in_reality
from gongyue.apps.registry.scoping import Scope
from gongyue.apps.registry.selectors.streets import street_name

BY_ENGAGEMENT = "受托办理"


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """One organisation of the viewer, with the roles and rights they have in it."""

    organisation_id: UUID
    name: str
    kind: str
    kind_label: str
    place: str
    roles: tuple[str, ...]
    role_labels: tuple[str, ...]
    rights: frozenset[Can]
    is_sample: bool = False
    acting_as: str = ""  # the provider in whose name the viewer acts for this firm
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Member:
    """A user of an organisation as its owner sees them."""

    membership_id: int
    name: str
    phone: str
    role: str
    role_label: str
    granted_at: datetime
    scope: str = Scope.ALL
    scope_label: str = ""
    departments: tuple[int, ...] = ()
    places: tuple[str, ...] = ()


def organisations_of(viewer: User) -> list[Belonging]:
    """The viewer's organisations in order of joining; two queries."""
    grouped: dict[UUID, list[Membership]] = {}
    for membership in live_memberships(viewer):
        if hasattr(membership, "same_as"):
            continue  # the desk is that of the registration they belong to; it shows both
        grouped.setdefault(membership.organisation_id, []).append(membership)
    return [_belonging(held) for held in grouped.values()]


def organisation_of(viewer: User, organisation_id: UUID) -> Belonging:
    """One of the viewer's organisations; raises NotFound."""
    for belonging in organisations_of(viewer):
        if belonging.organisation_id == organisation_id:
            return belonging
    raise NotFound(NOT_FOR_YOU)


def place_of(organisation_id: UUID) -> str:
    """Where an organisation is, as a code; the caller has checked that its records may be read."""
    return str(Organisation.objects.values_list("place", flat=True).get(pk=organisation_id))


def is_registered(credit_code: str) -> bool:
    """Whether an organisation of this code is known: what registering it again would answer."""
    return Organisation.objects.filter(credit_code=credit_code).exists()


def members_of(viewer: User, organisation_id: UUID) -> list[Member]:
    """Who else belongs to an organisation of the viewer; raises NotFound."""
    if not can_administer(viewer) and organisation_of(viewer, organisation_id).acting_as:
        raise NotFound(NOT_FOR_YOU)
    same = ids_of_organisation(organisation_id)
    rows = Membership.objects.filter(organisation__in=same, ended_at=None)
    return [
        Member(
            membership_id=row.pk,
            name=row.user.display_name,
            phone=row.user.phone,
            role=row.role,
            role_label=Role(row.role).label,
            granted_at=row.granted_at,
            scope=row.scope,
            scope_label=str(Scope(row.scope).label),
            departments=tuple(row.scope_departments),
            places=tuple(row.scope_places),
        )
        for row in rows.select_related("user").order_by("granted_at", "pk")
    ]


@dataclass(frozen=True, kw_only=True)
class Registered:
    """What an organisation is registered with."""

    organisation_id: UUID
    name: str
    kind_label: str
    credit_code: str
    place: str
    industry: str
    industry_label: str
    address: str
    street: str
    street_name: str
    registered_at: datetime


def registered(viewer: User, organisation_id: UUID) -> Registered:
    """The particulars, for members; raises NotFound."""
    organisation_of(viewer, organisation_id)
    found = Organisation.objects.get(pk=organisation_id)
    return Registered(
        organisation_id=found.pk,
        name=found.name,
        kind_label=str(Kind(found.kind).label),
        credit_code=found.credit_code or "",
        place=found.place,
        industry=found.industry,
        industry_label=str(found.get_industry_display()) if found.industry else "",
        address=found.address,
        street=found.street,
        street_name=street_name(found.street),
        registered_at=found.registered_at,
    )


@dataclass(frozen=True, kw_only=True)
class Entered:
    """An office or service body, as whoever runs the system sees it."""

    organisation_id: UUID
    name: str
    kind_label: str
    place: str
    registered_at: datetime


def entered(viewer: User) -> list[Entered]:
    """Offices and service bodies, the newest first; firms are not listed to the operator."""
    require_can_anywhere(viewer, Can.REGISTER_ORGANISATIONS)
    rows = Organisation.objects.filter(in_reality())
    rows = rows.exclude(kind__in=[*EMPLOYERS, Kind.OPERATOR])
    return [
        Entered(
            organisation_id=row.pk,
            name=row.name,
            kind_label=str(Kind(row.kind).label),
            place=row.place,
            registered_at=row.registered_at,
        )
        for row in rows.order_by("-registered_at", "pk")
    ]


def office_responsible_for(organisation: Organisation) -> UUID | None:
    """The nearest regulator whose place covers the organisation's, never itself."""
    office = regulator_of(organisation)
    return office.pk if office else None


def _belonging(held: list[Membership]) -> Belonging:
    organisation = held[0].organisation
    engagement = getattr(held[0], "engagement", None)
    labels = (BY_ENGAGEMENT,) if engagement else tuple(str(Role(row.role).label) for row in held)
    return Belonging(
        organisation_id=organisation.pk,
        name=organisation.name,
        kind=organisation.kind,
        kind_label=Kind(organisation.kind).label,
        place=organisation.place,
        roles=tuple(row.role for row in held),
        role_labels=labels,
        is_sample=is_sample(organisation.pk),
        rights=frozenset[Can]().union(*(rights_of(row) for row in held)),
        acting_as=engagement.provider.name if engagement else "",
        until=engagement.last_on if engagement else None,
    )
