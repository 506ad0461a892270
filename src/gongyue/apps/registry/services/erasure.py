"""Erasure: after the statutory retention the person's key is destroyed; until then, restricted."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event, Person, PersonKey, PersonLink
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can_anywhere, speaks_for
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.stream import Entry, append_one


@transaction.atomic
def request_erasure(*, by: User, person_id: UUID, retain_until: date, at: datetime) -> Person:
    """Destroy the person's key if the last day of retention has passed, else restrict access.

    `retain_until` comes from the law (contracts two years after the end, pay records …) and
    counts as a day of retention. Raises NotFound; look at `erased_at` and `restricted_until`.
    """
    _require_can_ask(by, person_id)
    same = Person.objects.select_for_update().filter(pk__in=ids_of_person(person_id))
    people = {person.pk: person for person in same if not person.erased_at}
    if person_id not in people:
        raise NotFound(NOT_FOR_YOU)
    for person in people.values():
        if localdate(at) <= retain_until:
            restrict(person=person, by=by, until=retain_until, at=at)
        else:
            destroy_key(person=person, by=by, at=at)
    return people[person_id]


def destroy_key(*, person: Person, by: User | None, at: datetime) -> Person:
    """The act of erasure. Raises Refused while a restriction still runs."""
    if person.restricted_until and localdate(at) <= person.restricted_until:
        raise Refused("法定保存期未满，暂不能删除，已限制查阅。")
    # The last event under the key says what became of it, so it is written first.
    append_one(_entry("person.erased", person, by, at))
    person.identity_sealed = None
    person.id_hash = None
    person.erased_at = at
    person.save(update_fields=["identity_sealed", "id_hash", "erased_at"])
    PersonKey.objects.filter(person=person).update(wrapped=None, destroyed_at=at)
    PersonLink.objects.filter(person=person, ended_at=None).update(ended_at=at)
    return person


def restrict(*, person: Person, by: User | None, until: date, at: datetime) -> Person:
    """Nobody but the inspectorate reads the file until the day has passed."""
    # A later request never shortens a restriction that already runs.
    person.restricted_until = max(until, person.restricted_until or until)
    person.save(update_fields=["restricted_until"])
    payload = {"until": person.restricted_until.isoformat()}
    append_one(_entry("person.restricted", person, by, at, payload))
    return person


def unrestrict(*, person: Person, by: User, at: datetime) -> Person:
    """The person took the request back."""
    person.restricted_until = None
    person.save(update_fields=["restricted_until"])
    append_one(_entry("person.unrestricted", person, by, at))
    return person


def _entry(
    type_: str, person: Person, by: User | None, at: datetime, payload: dict[str, str] | None = None
) -> Entry:
    return Entry(
        type=type_,
        by=by,
        at=at,
        occurred_on=localdate(at),
        person_id=person.pk,
        payload=payload or {},
        source=Event.Source.PORTAL if by else Event.Source.SYSTEM,
    )


def _require_can_ask(by: User, person_id: UUID) -> None:
    if not speaks_for(by, person_id):
        require_can_anywhere(by, Can.ERASE)
