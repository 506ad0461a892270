"""Consent: asked for, given, declined, withdrawn; and reading by it. Nothing is read without."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import seal
from gongyue.apps.registry.consenting import (
    CARD_MINUTES,
    MOST_DAYS,
    MOVES,
    REQUEST_DAYS,
    TEXT_VERSION,
    ConsentState,
    kinds,
    text_of,
)
from gongyue.apps.registry.events import consent_answered, consent_requested
from gongyue.apps.registry.keys import unwrapped
from gongyue.apps.registry.models import Consent, Event, Organisation, Person
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    employs,
    require_can,
    require_person_of,
)
from gongyue.apps.registry.roles import PURPOSES_BY_CONSENT, Can, Purpose
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.samples import in_reality
from gongyue.apps.registry.stream import Entry, append_one

WORDS_LIMIT = 200
ENDED = "本人没有同意，或者已经撤回、到期，现在不能看。"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a consent is about."""

    purpose: str
    kinds: tuple[str, ...]
    days: int
    words: str = ""


@transaction.atomic
def request_consent(
    *, by: User, organisation_id: UUID, person_id: UUID, asked: Asked, at: datetime
) -> Consent:
    """An organisation asks somebody who showed it their card, or works for it.

    Raises NotFound, NotAllowed, Refused (purpose, kinds, days, card too long ago).
    """
    office = require_can(by, Can.READ_WITH_CONSENT, organisation_id)
    person = Person.objects.select_related("key").filter(pk=person_id, erased_at=None).first()
    if person is None or not _knows(office, person_id, at):
        raise NotFound(NOT_FOR_YOU)
    _require_sense(office.kind, asked)
    return _write(person, office, asked, at, by=by, state=ConsentState.REQUESTED)


@transaction.atomic
def offer_consent(*, by: User, organisation_id: UUID, asked: Asked, at: datetime) -> Consent:
    """The person lets an organisation read, of their own accord: the portable record."""
    person = require_person_of(by).person
    office = Organisation.objects.filter(in_reality(), pk=organisation_id, is_active=True).first()
    if office is None:
        raise NotFound(NOT_FOR_YOU)
    _require_sense(office.kind, asked)
    row = _write(person, office, asked, at, by=None, state=ConsentState.REQUESTED)
    return _give(row, by, at)


@transaction.atomic
def give_consent(*, by: User, consent_id: UUID, at: datetime, kinds: Any = None) -> Consent:
    """The person agrees, perhaps to fewer kinds than asked. Raises NotFound, Refused."""
    row = _mine(by, consent_id)
    if localdate(at) > request_ends_on(row):
        raise Refused("这个请求太久没有答复，已经失效。")
    if kinds is not None:
        row.kinds = [name for name in row.kinds if name in set(kinds)]
        if not row.kinds:
            raise Refused("请至少留一种记录，或者选“不同意”。", "kinds")
    return _give(row, by, at)


@transaction.atomic
def decline_consent(*, by: User, consent_id: UUID, at: datetime) -> Consent:
    """The person does not agree; no reason is asked."""
    row = _moved(_mine(by, consent_id), ConsentState.DECLINED, answered_at=at)
    return _told("consent.declined", row, by, at)


@transaction.atomic
def withdraw_consent(*, by: User, consent_id: UUID, at: datetime) -> Consent:
    """Ends it at once; what was read before stays on record."""
    row = _moved(_mine(by, consent_id), ConsentState.WITHDRAWN, withdrawn_at=at)
    return _told("consent.withdrawn", row, by, at)


@transaction.atomic
def cancel_request(*, by: User, consent_id: UUID, at: datetime) -> Consent:
    """The organisation no longer asks. Raises NotFound, NotAllowed, Refused (answered)."""
    row = Consent.objects.select_for_update().filter(pk=consent_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    office = require_can(by, Can.READ_WITH_CONSENT, row.organisation_id)
    _moved(row, ConsentState.CANCELLED)
    return _told("consent.cancelled", row, by, at, acting_as=office)


def open_by_consent(*, by: User, consent_id: UUID, at: datetime) -> Consent:
    """Record that somebody reads by consent; selectors.consents.consented_records follows.

    Raises NotFound (not of one's office), NotAllowed, Refused (ended; the try is on record too).
    """
    rows = Consent.objects.select_related("person", "organisation").filter(pk=consent_id)
    if (row := rows.first()) is None:
        raise NotFound(NOT_FOR_YOU)
    office = require_can(by, Can.READ_WITH_CONSENT, row.organisation_id)
    if row.person.erased_at:
        raise NotFound(NOT_FOR_YOU)
    runs = runs_on(row, localdate(at))
    told = {"what": "records", "parts": list(row.kinds)} if runs else {}
    append_one(
        Entry(
            type="access.opened" if runs else "access.refused",
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=row.person_id,
            acting_as=office,
            purpose=row.purpose,
            payload=told or {"what": "records", "reason": "Refused"},
        )
    )
    if not runs:
        raise Refused(ENDED)
    return row


def runs_on(row: Consent, day: date) -> bool:
    """Whether a consent counts; never for somebody who asked to be erased. Load with person."""
    return (
        row.state == ConsentState.GIVEN
        and row.last_on is not None
        and day <= row.last_on
        and row.person.restricted_until is None
    )


def request_ends_on(row: Consent) -> date:
    """The last day on which a request can be answered."""
    return localdate(row.requested_at) + timedelta(days=REQUEST_DAYS)


def words_context(consent_id: UUID) -> str:
    """Where the words of a request belong."""
    return f"registry.consent:{consent_id}"


def _write(
    person: Person, office: Organisation, asked: Asked, at: datetime, *, by: Any, state: str
) -> Consent:
    row = Consent(
        person=person,
        organisation=office,
        purpose=asked.purpose,
        kinds=[name for name, _ in kinds() if name in asked.kinds],
        state=state,
        days=asked.days,
        text_version=TEXT_VERSION,
        requested_by=by,
        requested_at=at,
    )
    if words := asked.words.strip():
        row.words_sealed = seal(words.encode(), unwrapped(person.key), words_context(row.pk))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("已经请求过，正在等本人答复。") from None
    if by is not None:
        _told("consent.requested", row, by, at, acting_as=office)
        consent_requested.send(Consent, consent=row, at=at)
    return row


def _give(row: Consent, by: User, at: datetime) -> Consent:
    last_on = localdate(at) + timedelta(days=row.days - 1)
    text = text_of(
        recipient=row.organisation.name, purpose=row.purpose, names=row.kinds, last_on=last_on
    )
    _moved(row, ConsentState.GIVEN, answered_at=at, last_on=last_on, text_version=TEXT_VERSION)
    return _told("consent.given", row, by, at, text=text, last_on=last_on.isoformat())


def _told(
    type_: str, row: Consent, by: User, at: datetime, acting_as: Any = None, **said: Any
) -> Consent:
    payload = {"consent": str(row.pk), "kinds": list(row.kinds), "version": row.text_version}
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            acting_as=acting_as,
            purpose=row.purpose,
            payload=payload | said,
        )
    )
    if type_ != "consent.requested":
        consent_answered.send(Consent, consent=row, at=at)
    return row


def _mine(by: User, consent_id: UUID) -> Consent:
    person_id = require_person_of(by).person_id
    rows = Consent.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    if (row := rows.filter(pk=consent_id, person__in=ids_of_person(person_id)).first()) is None:
        raise NotFound(NOT_FOR_YOU)
    return row


def _moved(row: Consent, then: str, **fields: Any) -> Consent:
    if then not in MOVES[row.state]:
        raise Refused(f"现在是“{row.get_state_display()}”，不能再这样办。")
    row.state = then
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "kinds", *fields])
    return row


def _knows(office: Organisation, person_id: UUID, at: datetime) -> bool:
    since = at - timedelta(minutes=CARD_MINUTES)
    shown = Event.objects.filter(type="access.opened", purpose=Purpose.CARD, acting_as=office)
    shown = shown.filter(person__in=ids_of_person(person_id), recorded_at__gte=since)
    return shown.exists() or employs(office.pk, person_id)


def _require_sense(kind: str, asked: Asked) -> None:
    if asked.purpose not in PURPOSES_BY_CONSENT.get(kind, frozenset()):
        raise Refused("这类单位不能用这个用途请求同意。", "purpose")
    if not asked.kinds or set(asked.kinds) - {name for name, _ in kinds()}:
        raise Refused("请至少选一种记录。", "kinds")
    if not 1 <= asked.days <= MOST_DAYS:
        raise Refused(f"期限是 1 到 {MOST_DAYS} 天。", "days")
    if len(asked.words.strip()) > WORDS_LIMIT:
        raise Refused(f"说明最多 {WORDS_LIMIT} 字。", "words")
