"""To whom: users, people, or the members of an organisation in a role, each of them once."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.keys import CHUNK
from gongyue.apps.registry.models import Membership, PersonLink
from gongyue.apps.registry.sameness import canonical_people, ids_of_organisation, with_same_people


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """Any of: users, people (told when an account speaks for them), members of an organisation.

    `roles` narrows the members; without it all are told, but for `but_not`. With an organisation
    its group chats are told too. `concerns_id`: the person the text speaks of, under whose key it
    is then sealed.
    """

    user_ids: tuple[int, ...] = ()
    person_ids: tuple[UUID, ...] = ()
    organisation_id: UUID | None = None
    roles: tuple[str, ...] = ()
    but_not: tuple[int, ...] = ()
    concerns_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One row to be: `account_id` has the phone; `sealer_id` the key, None for the system's."""

    user_id: int | None = None
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    account_id: int | None = None
    sealer_id: UUID | None = None


def addressees_of(to: Recipients) -> list[Addressee]:
    """Everybody once: whoever is named both as a user and as a member is told as a member."""
    members = _members(to)
    users = dict.fromkeys(members, to.organisation_id)
    users |= {user_id: None for user_id in _active(to.user_ids) if user_id not in users}
    person_of_user = dict(_links("user_id", users))
    user_of_person = users_of_people(to.person_ids)
    told = [
        Addressee(
            user_id=user_id,
            organisation_id=organisation_id,
            account_id=user_id,
            sealer_id=to.concerns_id or person_of_user.get(user_id),
        )
        for user_id, organisation_id in users.items()
    ]
    told += [
        Addressee(
            person_id=person_id,
            account_id=user_of_person.get(person_id),
            sealer_id=to.concerns_id or person_id,
        )
        for person_id in dict.fromkeys(to.person_ids)
        if user_of_person.get(person_id, -1) not in users
    ]
    return told


def account_of(person_id: UUID) -> int | None:
    """The user whose account speaks for the person today."""
    return users_of_people([person_id]).get(person_id)


def users_of_people(person_ids: Collection[UUID]) -> dict[UUID, int]:
    """Whose account speaks for each, whichever registration of theirs it was bound to."""
    every = with_same_people(person_ids)
    same = canonical_people(every) if len(every) > len(set(person_ids)) else {p: p for p in every}
    spoken = {same[person]: user for user, person in _links("person_id", same)}
    return {person: spoken[root] for person, root in same.items() if root in spoken}


def _members(to: Recipients) -> list[int]:
    if to.organisation_id is None:
        return []
    rows = Membership.objects.filter(
        organisation__in=ids_of_organisation(to.organisation_id),
        ended_at=None,
        user__is_active=True,
    )
    if to.roles:
        rows = rows.filter(role__in=to.roles)
    if to.but_not:
        rows = rows.exclude(user__in=to.but_not)
    return list(rows.order_by("pk").values_list("user_id", flat=True))


def _active(user_ids: Iterable[int]) -> list[int]:
    return [
        number
        for some in _chunks(user_ids)
        for number in User.objects.filter(pk__in=some, is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]


def _links(column: str, wanted: Iterable[int | UUID]) -> Iterator[tuple[int, UUID]]:
    """(user, person) of the live links; one query for 900 of them."""
    for some in _chunks(wanted):
        rows = PersonLink.objects.filter(**{f"{column}__in": some}, ended_at=None)
        yield from rows.filter(user__is_active=True).values_list("user_id", "person_id")


def _chunks(wanted: Iterable[int | UUID]) -> Iterator[list[int | UUID]]:
    every = list(dict.fromkeys(wanted))
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]
