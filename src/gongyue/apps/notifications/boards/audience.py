"""Whose board an announcement stands on: the one place that says who may see it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.models import Announcement, Audience
from gongyue.apps.registry.models import Employment, Membership, Organisation, PersonLink
from gongyue.apps.registry.models.employments import employed_on
from gongyue.apps.registry.permissions import live_memberships, person_of
from gongyue.apps.registry.roles import EMPLOYERS, Kind
from gongyue.apps.registry.sameness import (
    ids_of_organisation,
    ids_of_person,
    of_same_people,
    with_same_organisations,
)
from gongyue.apps.registry.samples import in_reality

AT_ONCE = 500
# Who may speak to the whole place; all others speak to their own people.
SPEAK_TO_THE_PLACE = frozenset({Kind.REGULATOR, Kind.OPERATOR, Kind.UNION})


def audiences_of(organisation: Organisation) -> list[str]:
    """Whom the organisation may address."""
    wide = [Audience.EVERYBODY, Audience.FIRMS, Audience.WORKERS]
    far = organisation.kind in SPEAK_TO_THE_PLACE and organisation.sample_of_id is None
    return [*(wide if far else ()), Audience.OWN]


def visible_to(viewer: User, *, on: date) -> QuerySet[Announcement]:
    """Live announcements for the viewer; a visitor sees the public ones."""
    live = Announcement.objects.filter(withdrawn_at=None, first_on__lte=on)
    return live.filter(Q(last_on=None) | Q(last_on__gte=on)).filter(_for(viewer, on))


def _for(viewer: User, on: date) -> Q:
    seen = Q(audience=Audience.EVERYBODY)
    if not viewer.is_authenticated:
        return seen
    held = [membership.organisation for membership in live_memberships(viewer)]
    seen |= Q(audience=Audience.OWN, organisation__in=[office.pk for office in held])
    real = [office for office in held if office.sample_of_id is None]
    firms = {office.place for office in real if office.kind in EMPLOYERS}
    seen |= Q(audience=Audience.FIRMS, reach__in=_prefixes(firms))
    employers = list(_employers_of(viewer, on))
    own = with_same_organisations(number for number, _ in employers)
    seen |= Q(audience=Audience.OWN, organisation__in=own)
    return seen | Q(audience=Audience.WORKERS, reach__in=_prefixes({p for _, p in employers}))


def _employers_of(viewer: User, on: date) -> Iterator[tuple[UUID, str]]:
    """(organisation, place) of those that declared the viewer's person as their worker."""
    link = person_of(viewer)
    mine = ids_of_person(link.person_id) if link else frozenset()
    rows = Employment.objects.filter(person__in=mine, is_withdrawn=False)
    rows = rows.filter(employed_on(on))
    yield from rows.values_list("organisation_id", "organisation__place").distinct()


def _prefixes(places: set[str]) -> list[str]:
    """Every reach that covers one of the places: 430102 lies in "", "43", "4301" and itself."""
    return sorted({place[:length] for place in places for length in (0, 2, 4, 6)})


def users_addressed(row: Announcement) -> Iterator[list[int]]:
    """The accounts an urgent announcement is sent to, 500 at a time; nobody for EVERYBODY: that
    one stands on every page instead."""
    for rows in _addressed(row):
        last = 0
        while some := list(rows.filter(user__gt=last).order_by("user").distinct()[:AT_ONCE]):
            yield some
            last = some[-1]


def _addressed(row: Announcement) -> Iterator[QuerySet]:
    members = Membership.objects.filter(ended_at=None, user__is_active=True)
    links = PersonLink.objects.filter(ended_at=None, user__is_active=True)
    employed = Employment.objects.filter(employed_on(row.first_on), is_withdrawn=False)
    if row.audience == Audience.OWN:
        same = ids_of_organisation(row.organisation_id)
        yield members.filter(organisation__in=same).values_list("user", flat=True)
        staff = employed.filter(organisation__in=same).values("person")
        yield links.filter(of_same_people(staff)).values_list("user", flat=True)
    elif row.audience == Audience.FIRMS:
        firms = members.filter(
            in_reality("organisation__"),
            organisation__kind__in=EMPLOYERS,
            organisation__place__startswith=row.reach,
        )
        yield firms.values_list("user", flat=True)
    elif row.audience == Audience.WORKERS:
        staff = employed.filter(
            in_reality("organisation__"), organisation__place__startswith=row.reach
        ).values("person")
        yield links.filter(of_same_people(staff)).values_list("user", flat=True)
