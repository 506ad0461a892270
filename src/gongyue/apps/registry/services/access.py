"""Opening somebody's file: a purpose is named, and both reads and refusals are recorded.

Call these outside a transaction: a refusal must stay recorded though the request fails.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.events import file_opened
from gongyue.apps.registry.models import Employment, Event, Membership, Organisation, Person
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    live_memberships,
    require_person_of,
    require_purpose,
    rights_of,
)
from gongyue.apps.registry.reach import reaches
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind, Purpose
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.services.delegations import require_delegated
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.registry.visibility import sees_person

Refusal = NotFound | NotAllowed | Refused
WORDS_LIMIT = 200


def open_person(
    *, by: User, person_id: UUID, purpose: str, at: datetime, words: str = "", what: str = "person"
) -> UUID:
    """Record that `by` opens a person's file, and answer for which organisation they read.

    Employers open their own people, regulators those employed in their place. The person sees it
    under 谁看过我, with the `words` (at most 200 characters). Raises NotFound, NotAllowed, Refused;
    the refusal is recorded too, without words: nobody refused gets to write to the person.
    `what`: "person" for the whole file, "document" for one of the files handed in.
    """
    words = _checked(words)
    person = Person.objects.filter(pk=person_id, erased_at=None).first()
    if person is None:
        raise NotFound(NOT_FOR_YOU)
    try:
        office = _office_for_person(by, person)
        named = require_purpose(
            office.kind, purpose, restricted=person.restricted_until is not None
        )
    except (NotFound, NotAllowed, Refused) as refusal:
        _record_refusal(by, at, purpose, refusal, person_id=person.pk)
        raise
    parts = _kinds_shown(by, office, person) if what == "person" else []
    told = {"what": what, "words": words, "parts": parts}
    _record(by, at, named, office, told, person_id=person.pk)
    return office.pk


def open_organisation(
    *, by: User, organisation_id: UUID, purpose: str, at: datetime, words: str = ""
) -> UUID:
    """Record that a regulator opens a firm's file; as open_person, seen by the firm."""
    words = _checked(words)
    firm = Organisation.objects.filter(pk=organisation_id, is_active=True).first()
    if firm is None:
        raise NotFound(NOT_FOR_YOU)
    try:
        office = _office_for_firm(by, firm)
        named = require_purpose(office.kind, purpose)
    except (NotFound, NotAllowed, Refused) as refusal:
        _record_refusal(by, at, purpose, refusal, organisation_id=firm.pk)
        raise
    told = {"what": "organisation", "words": words}
    _record(by, at, named, office, told, organisation_id=firm.pk)
    return office.pk


def open_as_delegate(*, by: User, grantor: User, at: datetime) -> UUID:
    """Record that a delegate opens the file of whoever delegated to them; answers with the person.

    The records follow by selectors.records.records_of_grantor. Raises NotFound without a running
    delegation for reading, Refused when the grantor is bound to nobody.
    """
    require_delegated(by=by, grantor=grantor, act=Act.READ_RECORDS, on=localdate(at))
    link = require_person_of(grantor)
    event = append_one(
        Entry(
            type="access.opened",
            by=by,
            at=at,
            occurred_on=localdate(at),
            purpose=Purpose.DELEGATION,
            person_id=link.person_id,
            on_behalf_of=grantor,
            payload={"what": "records"},
        )
    )
    file_opened.send(Event, event=event, at=at)
    return link.person_id


def record_export(
    *, by: User, office_id: UUID, what: str, rows: int, purpose: str, at: datetime
) -> None:
    """Record that a list about people or firms leaves the system as a file.

    `office_id`: in whose name. Members of the office see it among the accesses.
    Raises NotFound for whoever does not belong there, Refused without a lawful purpose.
    """
    held = [m for m in live_memberships(by) if m.organisation_id == office_id]
    if not held:
        raise NotFound(NOT_FOR_YOU)
    office = held[0].organisation
    append_one(
        Entry(
            type="access.exported",
            by=by,
            at=at,
            occurred_on=localdate(at),
            purpose=require_purpose(office.kind, purpose),
            acting_as=office,
            organisation_id=office.pk,
            payload={"what": what, "rows": rows},
        )
    )


def _office_for_person(by: User, person: Person) -> Organisation:
    """The organisation in whose name `by` may open this person's file."""
    member = False
    for membership in live_memberships(by):
        office = membership.organisation
        concerned = (office.kind in EMPLOYERS and sees_person(membership, person.pk)) or (
            office.kind == Kind.REGULATOR and _works_within(membership, person)
        )
        if concerned and Can.OPEN_PERSON in rights_of(membership):
            return office
        member = member or concerned
    raise NotAllowed(WITHOUT_RIGHT) if member else NotFound(NOT_FOR_YOU)


def _works_within(membership: Membership, person: Person) -> bool:
    rows = Employment.objects.filter(person__in=ids_of_person(person.pk), is_withdrawn=False)
    return any(reaches(membership, row.organisation) for row in rows.select_related("organisation"))


def _kinds_shown(by: User, office: Organisation, person: Person) -> list[str]:
    """Which kinds of record selectors.people.person_page will show this office."""
    held = [m for m in live_memberships(by) if m.organisation_id == office.pk]
    same, mine = ids_of_person(person.pk), ids_of_organisation(office.pk)
    firms = Organisation.objects.filter(employments__person__in=same).distinct()
    read = [f.pk for f in firms if f.pk in mine or any(reaches(m, f) for m in held)]
    types = [name for name, kind in EVENT_TYPES.items() if kind.answerable]
    events = Event.objects.filter(person__in=same, organisation__in=read, type__in=types)
    return sorted(set(events.values_list("type", flat=True)))


def _office_for_firm(by: User, firm: Organisation) -> Organisation:
    member = False
    for membership in live_memberships(by):
        if reaches(membership, firm):
            if Can.OPEN_FIRM in rights_of(membership):
                return membership.organisation
            member = True
    raise NotAllowed(WITHOUT_RIGHT) if member else NotFound(NOT_FOR_YOU)


def _checked(words: str) -> str:
    words = words.strip()
    if len(words) > WORDS_LIMIT:
        raise Refused(f"补充说明最多 {WORDS_LIMIT} 字。", "words")
    return words


def _record(
    by: User,
    at: datetime,
    purpose: Purpose,
    office: Organisation,
    told: dict[str, Any],
    **concerned: UUID,
) -> None:
    event = append_one(
        Entry(
            type="access.opened",
            by=by,
            at=at,
            occurred_on=localdate(at),
            purpose=purpose,
            acting_as=office,
            payload={name: text for name, text in told.items() if text},
            **concerned,
        )
    )
    file_opened.send(Event, event=event, at=at)


def _record_refusal(
    by: User, at: datetime, purpose: str, refusal: Refusal, **concerned: UUID
) -> None:
    held = live_memberships(by)
    append_one(
        Entry(
            type="access.refused",
            by=by if by.is_authenticated else None,
            at=at,
            occurred_on=localdate(at),
            purpose=purpose if purpose in Purpose.values else "",
            acting_as=held[0].organisation if held else None,
            payload={"what": next(iter(concerned)), "reason": type(refusal).__name__},
            **concerned,
        )
    )
