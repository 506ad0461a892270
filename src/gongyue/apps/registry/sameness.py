"""Which registrations are one: merged ones lead to the kept one, and both can be asked for.

A merge moves nothing. Whoever reads what is known of somebody asks `ids_of_person` first.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from gongyue.apps.registry.models.sameness import Sameness, SamenessState


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


def pair_of(one: UUID, other: UUID) -> str:
    """Two identifiers in order."""
    return ":".join(sorted((str(one), str(other))))


def canonical_people(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of many at once: {id: canonical}; the ways are followed to their end."""
    leads = dict(
        Sameness.objects.filter(state=SamenessState.MERGED, merged_person__isnull=False)
        .values_list("merged_person", "kept_person")
    )  # fmt: skip

    def end(found: UUID) -> UUID:
        while found in leads:
            found = leads[found]
        return found

    return {person_id: end(person_id) for person_id in person_ids}


def _merged(kind: str, ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    wanted = list(ids)
    touching = Q(**{f"kept_{kind}__in": wanted}) | Q(**{f"merged_{kind}__in": wanted})
    rows = Sameness.objects.filter(touching, state=SamenessState.MERGED)
    return list(rows.values_list(f"kept_{kind}", f"merged_{kind}"))


def _group(first: UUID, kind: str) -> frozenset[UUID]:
    known, new = {first}, {first}
    while new:
        new = {found for pair in _merged(kind, new) for found in pair} - known
        known |= new
    return frozenset(known)


def _root(found: UUID, kind: str) -> UUID:
    rows = Sameness.objects.filter(state=SamenessState.MERGED)
    while (
        kept := rows.filter(**{f"merged_{kind}": found})
        .values_list(f"kept_{kind}", flat=True)
        .first()
    ):
        found = kept
    return found
