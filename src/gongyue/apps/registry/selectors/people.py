"""People as an employer or a regulator sees them, and oneself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.identity import (
    Card,
    card_of,
    id_hash_of,
    identity_of,
    name_hash_of,
    normal_id,
)
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import Employment, Event, Organisation, PersonLink
from gongyue.apps.registry.models.employments import EmploymentKind, employed_on
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    live_memberships,
    person_of,
    require_can,
    rights_of,
)
from gongyue.apps.registry.reach import reaches
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person, linked_by_merging
from gongyue.apps.registry.selectors.records import RecordView, readable, views_of
from gongyue.apps.registry.visibility import people_visible_to, sees_person
from gongyue.kernel.ids import InvalidIdentity, mask_identity, mask_mobile

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One line of the people list; numbers masked."""

    person_id: UUID
    employment_id: UUID
    organisation: str
    name: str
    id_number_masked: str
    phone_masked: str
    employee_no: str
    kind_label: str
    department: str
    post: str
    hired_on: date | None
    left_on: date | None
    has_left: bool
    is_linked: bool


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """A page of the list; `departments` are all of the firm, for the filter."""

    rows: tuple[PersonRow, ...]
    total: int
    page: int
    pages: int
    departments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """A person's file as far as the viewer's office may read it."""

    person_id: UUID
    name: str
    id_number_masked: str
    phone_masked: str
    employments: tuple[PersonRow, ...]
    records: tuple[RecordView, ...]
    is_linked: bool


@dataclass(frozen=True, kw_only=True)
class Myself:
    """Who the viewer is to the registry."""

    person_id: UUID
    name: str
    id_number_masked: str
    proof_label: str
    linked_at: datetime
    flagged: bool
    restricted_until: date | None
    employers: tuple[str, ...]


def people_of_organisation(  # noqa: PLR0913 - the filters of one list
    viewer: User,
    organisation_id: UUID,
    *,
    search: str = "",
    department: str = "",
    state: str = "current",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> PeoplePage:
    """The firm's people; `search` is a whole name or identity number, `state` current|left|all.

    Five queries whatever the size. Raises NotFound, NotAllowed.
    """
    require_can(viewer, Can.SEE_PEOPLE, organisation_id)
    seen = people_visible_to(viewer, organisation_id, Can.SEE_PEOPLE)
    everyone = Employment.objects.filter(seen, is_withdrawn=False)
    rows = _filtered(everyone, _called(search, organisation_id), department, state)
    total = rows.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    wanted = _with_person(rows).order_by("has_left", "department", "id")
    start = (page - 1) * per_page
    departments = everyone.exclude(department="").values_list("department", flat=True)
    return PeoplePage(
        rows=tuple(_row(row) for row in wanted[start : start + per_page]),
        total=total,
        page=page,
        pages=pages,
        departments=tuple(departments.distinct().order_by("department")),
    )


def person_page(viewer: User, person_id: UUID, *, acting_as: UUID) -> PersonPage:
    """The file that services.access.open_person has just opened; `acting_as` is its answer.

    An employer reads what it declared itself and the answers to it; a regulator what the firms
    of its place declared. Raises NotFound.
    """
    firms, same = _firms_readable(viewer, person_id, acting_as), ids_of_person(person_id)
    held = Employment.objects.filter(
        person__in=same, organisation__in=firms, is_withdrawn=False
    ).order_by("-hired_on", "-id")
    rows = [_row(row) for row in _with_person(held)]
    if not rows:
        raise NotFound(NOT_FOR_YOU)
    types = [name for name, kind in EVENT_TYPES.items() if kind.answerable]
    events = Event.objects.filter(person__in=same, organisation__in=firms, type__in=types)
    return PersonPage(
        person_id=person_id,
        name=rows[0].name,
        id_number_masked=rows[0].id_number_masked,
        phone_masked=rows[0].phone_masked,
        employments=tuple(rows),
        records=tuple(views_of(readable(events))),
        is_linked=rows[0].is_linked,
    )


def myself(viewer: User) -> Myself | None:
    """The person this account speaks for, or None before linking."""
    link = person_of(viewer)
    if link is None:
        return None
    identity = identity_of(link.person)
    mine = ids_of_person(link.person_id)
    firms = Employment.objects.filter(person__in=mine, is_withdrawn=False)
    return Myself(
        person_id=link.person_id,
        name=identity.name,
        id_number_masked=_masked_id(identity.id_number),
        proof_label=str(link.get_proof_display()),
        linked_at=link.linked_at,
        flagged=link.phone_is_a_firms or link.phone_differs,
        restricted_until=link.person.restricted_until,
        employers=tuple(
            firms.values_list("organisation__name", flat=True)
            .distinct()
            .order_by("organisation__name")
        ),
    )


@dataclass(frozen=True, kw_only=True)
class OwnFirm:
    """A firm that registered the viewer as one of its people."""

    organisation_id: UUID
    name: str


def own_firms(viewer: User) -> tuple[OwnFirm, ...]:
    """The firms of the person this account speaks for, by name; empty before linking."""
    link = person_of(viewer)
    if link is None:
        return ()
    mine = ids_of_person(link.person_id)
    rows = Employment.objects.filter(person__in=mine, is_withdrawn=False)
    pairs = rows.values_list("organisation_id", "organisation__name").distinct()
    found = [OwnFirm(organisation_id=pk, name=name) for pk, name in pairs]
    return tuple(sorted(found, key=lambda firm: firm.name))


def names_of_people(viewer: User, organisation_id: UUID, person_ids: set[UUID]) -> dict[UUID, str]:
    """Names as the firm wrote them, for lists of other apps; raises NotFound, NotAllowed."""
    require_can(viewer, Can.SEE_PEOPLE, organisation_id)
    seen = people_visible_to(viewer, organisation_id, Can.SEE_PEOPLE)
    rows = Employment.objects.filter(seen, person__in=person_ids, is_withdrawn=False)
    return {row.person_id: _row(row).name for row in _with_person(rows)}


def rows_of_employments(employment_ids: list[UUID]) -> tuple[PersonRow, ...]:
    """Lines of a list by number, in that order; the caller has checked that they may be read."""
    found = {row.pk: row for row in _with_person(Employment.objects.filter(pk__in=employment_ids))}
    return tuple(_row(found[pk]) for pk in employment_ids if pk in found)


def _filtered(
    rows: QuerySet[Employment], called: Q, department: str, state: str
) -> QuerySet[Employment]:
    if state in {"current", "left"}:
        here = employed_on(localdate())
        rows = rows.filter(here if state == "current" else ~here)
    if department:
        rows = rows.filter(department=department)
    return rows.filter(called)


def _called(search: str, firm: UUID) -> Q:
    """By whole name or identity number; everybody when nothing is asked."""
    if not (search := search.strip()):
        return Q()
    by_name = Q(name_hash=name_hash_of(search))
    try:
        return by_name | Q(person__id_hash=id_hash_of(normal_id(search), firm))
    except InvalidIdentity:
        return by_name


def _with_person(rows: QuerySet[Employment]) -> QuerySet[Employment]:
    linked = Exists(PersonLink.objects.filter(person=OuterRef("person"), ended_at=None))
    merged = Exists(linked_by_merging(OuterRef("person")))
    return rows.select_related("person__key", "organisation").annotate(linked=linked | merged)


def _firms_readable(viewer: User, person_id: UUID, acting_as: UUID) -> list[UUID]:
    """The firms whose declarations the office may read about this person."""
    for membership in live_memberships(viewer):
        if membership.organisation_id == acting_as and Can.OPEN_PERSON in rights_of(membership):
            office = membership.organisation
            people, mine = ids_of_person(person_id), ids_of_organisation(office.pk)
            firms = Organisation.objects.filter(employments__person__in=people).distinct()
            own = sees_person(membership, person_id)
            return [f.pk for f in firms if (own and f.pk in mine) or reaches(membership, f)]
    raise NotFound(NOT_FOR_YOU)


def _row(row: Employment) -> PersonRow:
    try:
        card = card_of(row, unwrapped(row.person.key))
    except Erased:
        card = Card(name="已删除")
    return PersonRow(
        person_id=row.person_id,
        employment_id=row.pk,
        organisation=row.organisation.name,
        name=card.name,
        id_number_masked=_masked_id(card.id_number),
        phone_masked=mask_mobile(card.phone) if card.phone else "",
        employee_no=card.employee_no,
        kind_label=str(EmploymentKind(row.kind).label),
        department=row.department,
        post=row.post,
        hired_on=row.hired_on,
        left_on=row.left_on,
        has_left=row.has_left and not (row.left_on and row.left_on > localdate()),
        is_linked=row.linked,  # type: ignore[attr-defined]  # annotated
    )


def _masked_id(number: str) -> str:
    return mask_identity(number) if number else ""
