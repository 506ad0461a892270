"""Which registrations are one: merged ones lead to the kept one, and both can be asked for.

A merge moves nothing. Whoever reads what is known of somebody, or of an organisation, asks
`ids_of_person` or `ids_of_organisation` first; tests/apps/test_sameness_everywhere.py holds every
model that points at one to that.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from gongyue.apps.registry.models.people import PersonLink
from gongyue.apps.registry.models.sameness import Sameness, SamenessState

CHUNK = 400  # two such lists in a query; SQLite takes 999


def ids_of_person(person_id: UUID) -> frozenset[UUID]:
    """Every registration of this person, their own among them; one query where there is one."""
    return _group(person_id, "person")


def ids_of_organisation(organisation_id: UUID) -> frozenset[UUID]:
    """As ids_of_person, of an organisation."""
    return _group(organisation_id, "organisation")


def canonical_person(person_id: UUID) -> UUID:
    """The registration that this one leads to; itself where it leads nowhere."""
    return _root(person_id, "person")


def canonical_organisation(organisation_id: UUID) -> UUID:
    """As canonical_person, of an organisation."""
    return _root(organisation_id, "organisation")


def with_same_people(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """These people with every registration of theirs; a few queries however many there are."""
    return _widened("person", person_ids)


def with_same_organisations(organisation_ids: Iterable[UUID]) -> frozenset[UUID]:
    """As with_same_people, of organisations."""
    return _widened("organisation", organisation_ids)


def of_same_people(people: QuerySet[Any], column: str = "person") -> Q:
    """A condition: rows whose person is among `people` (a query of numbers), or is one with them.

    For crowds: the query is not run for its people but for those somebody merged.
    """
    merged = _everybody_merged()
    touched = people.filter(**{f"{_column_of(people)}__in": merged})
    more = with_same_people(touched) if merged else frozenset[UUID]()
    return Q(**{f"{column}__in": people}) | Q(**{f"{column}__in": more})


def linked_by_merging(person: OuterRef) -> QuerySet[Sameness]:
    """Merges by which an account that is bound to another registration speaks for this person."""
    linked = PersonLink.objects.filter(ended_at=None).values("person")
    rows = Sameness.objects.filter(state=SamenessState.MERGED)
    return rows.filter(
        Q(merged_person=person, kept_person__in=linked)
        | Q(kept_person=person, merged_person__in=linked)
    )


def canonical_organisations(organisation_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """As canonical_people, of organisations."""
    return _ends("organisation", organisation_ids)


def merged_away() -> Q:
    """A condition on organisations: those that lead to another one; lists show that one alone."""
    rows = Sameness.objects.filter(state=SamenessState.MERGED, merged_organisation__isnull=False)
    return Q(pk__in=rows.values("merged_organisation"))


def pair_of(one: UUID, other: UUID) -> str:
    """Two identifiers in order."""
    return ":".join(sorted((str(one), str(other))))


def canonical_people(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of many at once: {id: canonical}; the ways are followed to their end."""
    return _ends("person", person_ids)


def _ends(kind: str, ids: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = Sameness.objects.filter(
        **{"state": SamenessState.MERGED, f"merged_{kind}__isnull": False}
    )
    leads = dict(rows.values_list(f"merged_{kind}", f"kept_{kind}"))

    def end(found: UUID) -> UUID:
        while found in leads:
            found = leads[found]
        return found

    return {each: end(each) for each in ids}


def _merged(kind: str, ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    wanted, found = list(ids), []
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        touching = Q(**{f"kept_{kind}__in": some}) | Q(**{f"merged_{kind}__in": some})
        rows = Sameness.objects.filter(touching, state=SamenessState.MERGED)
        found += rows.values_list(f"kept_{kind}", f"merged_{kind}")
    return found


def _everybody_merged() -> set[UUID]:
    rows = Sameness.objects.filter(state=SamenessState.MERGED, kept_person__isnull=False)
    return {person for pair in rows.values_list("kept_person", "merged_person") for person in pair}


def _column_of(people: QuerySet[Any]) -> str:
    """The one column a query of numbers asks for."""
    return str(next(iter(people.query.values_select)))


def _widened(kind: str, ids: Iterable[UUID]) -> frozenset[UUID]:
    known = new = set(ids)
    while new:
        new = {found for pair in _merged(kind, new) for found in pair} - known
        known = known | new
    return frozenset(known)


def _group(first: UUID, kind: str) -> frozenset[UUID]:
    return _widened(kind, (first,))


def _root(found: UUID, kind: str) -> UUID:
    rows = Sameness.objects.filter(state=SamenessState.MERGED)
    while (
        kept := rows.filter(**{f"merged_{kind}": found})
        .values_list(f"kept_{kind}", flat=True)
        .first()
    ):
        found = kept
    return found
