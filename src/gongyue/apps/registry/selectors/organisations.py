"""Whom the viewer belongs to, and what a regulator may list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    can_administer,
    covers,
    has_reach_over_firm,
    live_memberships,
    reach_prefix,
    require_purpose,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind, Role


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


@dataclass(frozen=True, kw_only=True)
class Member:
    """A user of an organisation as its owner sees them."""

    membership_id: int
    name: str
    phone: str
    role: str
    role_label: str
    granted_at: datetime


@dataclass(frozen=True, kw_only=True)
class FirmRow:
    """A firm in the regulator's list: no names of people in it."""

    organisation_id: UUID
    name: str
    credit_code: str
    place: str
    people: int
    registered_at: datetime


def organisations_of(viewer: User) -> list[Belonging]:
    """The viewer's organisations in order of joining; one query."""
    grouped: dict[UUID, list[Membership]] = {}
    for membership in live_memberships(viewer):
        grouped.setdefault(membership.organisation_id, []).append(membership)
    return [_belonging(held) for held in grouped.values()]


def organisation_of(viewer: User, organisation_id: UUID) -> Belonging:
    """One of the viewer's organisations; raises NotFound."""
    for belonging in organisations_of(viewer):
        if belonging.organisation_id == organisation_id:
            return belonging
    raise NotFound(NOT_FOR_YOU)


def is_registered(credit_code: str) -> bool:
    """Whether an organisation of this code is known: what registering it again would answer."""
    return Organisation.objects.filter(credit_code=credit_code).exists()


def members_of(viewer: User, organisation_id: UUID) -> list[Member]:
    """Who else belongs to an organisation of the viewer; raises NotFound."""
    if not can_administer(viewer):
        organisation_of(viewer, organisation_id)
    rows = Membership.objects.filter(organisation=organisation_id, ended_at=None)
    return [
        Member(
            membership_id=row.pk,
            name=row.user.display_name,
            phone=row.user.phone,
            role=row.role,
            role_label=Role(row.role).label,
            granted_at=row.granted_at,
        )
        for row in rows.select_related("user").order_by("granted_at", "pk")
    ]


def firms_for_regulator(viewer: User, *, purpose: str, search: str = "") -> list[FirmRow]:
    """Employers in the places the viewer's offices are responsible for.

    Raises NotFound (no such office), Refused (no purpose). Opening one is
    services.access.open_organisation, which is recorded.
    """
    offices = [
        membership.organisation
        for membership in live_memberships(viewer)
        if membership.organisation.kind == Kind.REGULATOR and Can.SEE_FIRMS in rights_of(membership)
    ]
    if not offices:
        raise NotFound(NOT_FOR_YOU)
    require_purpose(Kind.REGULATOR, purpose)
    reach = Q()
    for office in offices:
        reach |= Q(place__startswith=reach_prefix(office.place))
    firms = Organisation.objects.filter(reach, kind__in=EMPLOYERS, is_active=True)
    if search := search.strip():
        firms = firms.filter(Q(name__icontains=search) | Q(credit_code=search.upper()))
    return [_firm_row(firm) for firm in _counted(firms).order_by("name", "pk")]


def firm_for_regulator(viewer: User, organisation_id: UUID) -> FirmRow:
    """The head of a firm's file; call services.access.open_organisation first."""
    firm = _counted(Organisation.objects.filter(pk=organisation_id, is_active=True)).first()
    offices = [m.organisation for m in live_memberships(viewer) if Can.OPEN_FIRM in rights_of(m)]
    if firm is None or not any(has_reach_over_firm(office, firm) for office in offices):
        raise NotFound(NOT_FOR_YOU)
    return _firm_row(firm)


def office_responsible_for(organisation: Organisation) -> UUID | None:
    """The nearest regulator whose place covers the organisation's, never itself."""
    offices = Organisation.objects.filter(kind=Kind.REGULATOR, is_active=True)
    near = [
        office
        for office in offices.exclude(pk=organisation.pk)
        if covers(office.place, organisation.place)
    ]
    # A district's office before the city's.
    near.sort(key=lambda office: len(reach_prefix(office.place)), reverse=True)
    return near[0].pk if near else None


def _belonging(held: list[Membership]) -> Belonging:
    organisation = held[0].organisation
    return Belonging(
        organisation_id=organisation.pk,
        name=organisation.name,
        kind=organisation.kind,
        kind_label=Kind(organisation.kind).label,
        place=organisation.place,
        roles=tuple(row.role for row in held),
        role_labels=tuple(str(Role(row.role).label) for row in held),
        rights=frozenset[Can]().union(*(rights_of(row) for row in held)),
    )


def _counted(firms: QuerySet[Organisation]) -> QuerySet[Organisation]:
    here = Q(employments__is_withdrawn=False) & employed_on(localdate(), "employments__")
    return firms.annotate(people=Count("employments", filter=here))


def _firm_row(firm: Organisation) -> FirmRow:
    return FirmRow(
        organisation_id=firm.pk,
        name=firm.name,
        credit_code=firm.credit_code or "",
        place=firm.place,
        people=firm.people,  # type: ignore[attr-defined]  # annotated
        registered_at=firm.registered_at,
    )
