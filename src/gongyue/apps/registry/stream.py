"""The one way into the event stream, and the one way to read a payload."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash, seal, system_seal, system_unseal, unseal
from gongyue.apps.registry.acting import provider_acting
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import Erased, keys_of, unwrapped
from gongyue.apps.registry.models import Event, Organisation
from gongyue.apps.registry.samples import APART
from gongyue.kernel.jsonform import dumps_canonical

BATCH_ROWS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An event about to be written; the columns of models.Event, the payload in clear."""

    type: str
    by: User | None
    at: datetime
    occurred_on: date
    payload: Mapping[str, Any] = field(default_factory=dict)
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    employment_id: UUID | None = None
    source: str = Event.Source.PORTAL
    standing: str = Event.Standing.RECORDED
    acting_as: Organisation | None = None
    on_behalf_of: User | None = None
    purpose: str = ""
    about_id: int | None = None
    reverses_id: int | None = None
    batch_id: UUID | None = None
    sheet: int | None = None
    row: int | None = None
    slot: str = ""
    idempotency_key: str | None = None
    # The payload's canonical text and digest, where the caller has them already.
    text: str = ""
    digest: str = ""


def append(entries: Sequence[Entry], keys: Mapping[UUID, bytes] | None = None) -> list[Event]:
    """Validate, seal and write. Raises BadEvent, Erased (no key), IntegrityError (written before).

    `keys` spares the look-up when the caller holds the keys of the people concerned.
    """
    return Event.objects.bulk_create(sealed_events(entries, keys), batch_size=BATCH_ROWS)


def append_one(entry: Entry) -> Event:
    """Append a single event."""
    return append([entry])[0]


def append_act(
    kind: str, organisation: Organisation, payload: Mapping[str, Any], *, by: User, at: datetime
) -> Event:
    """Append what somebody did in the name of their organisation, about the organisation itself."""
    return append_one(
        Entry(
            type=kind,
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=organisation.pk,
            acting_as=organisation,
            payload=dict(payload),
        )
    )


def sealed_events(
    entries: Sequence[Entry], keys: Mapping[UUID, bytes] | None = None
) -> list[Event]:
    """Unsaved rows. Sealing needs no transaction, so an import does it before it opens one."""
    if keys is None:
        keys = keys_of(entry.person_id for entry in entries if entry.person_id)
    named = _Acting()
    return [_sealed(_apart(named.entry(entry)), keys) for entry in entries]


def _apart(entry: Entry) -> Entry:
    """The entry, if it stays in one world; raises Refused. The refusal of somebody from outside is
    noted in the sample without naming the organisation they came from."""
    acting = entry.acting_as.pk if entry.acting_as else None
    worlds = {
        is_sample(found) for found in (entry.organisation_id, entry.person_id, acting) if found
    }
    if len(worlds) < 2:
        return entry
    if entry.type == "access.refused" and acting and not is_sample(acting):
        return _apart(replace(entry, acting_as=None))
    raise Refused(APART)


class _Acting:
    """Whoever acts for a firm that engaged their provider does so in the provider's name, whatever
    service writes it down. One look a user and firm."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, UUID], Organisation | None] = {}

    def entry(self, entry: Entry) -> Entry:
        firm = entry.acting_as.pk if entry.acting_as else entry.organisation_id
        if entry.by is None or firm is None or entry.by.pk is None:
            return entry
        asked = (entry.by.pk, firm)
        if asked not in self.found:
            self.found[asked] = provider_acting(entry.by, firm, localdate(entry.at))
        provider = self.found[asked]
        return replace(entry, acting_as=provider) if provider else entry


def payload_of(event: Event) -> dict[str, Any]:
    """The payload in clear; raises Erased. Load with select_related("person__key")."""
    context = _context(event.type, event.person_id)
    if event.person_id is None:
        plain = system_unseal(event.payload, context)
    else:
        plain = unseal(event.payload, unwrapped(event.person.key), context)
    return json.loads(plain)


def payload_with(event: Event, keys: Mapping[UUID, bytes]) -> dict[str, Any]:
    """The payload in clear with keys loaded before; raises Erased."""
    key = keys.get(event.person_id)
    if key is None:
        raise Erased
    return json.loads(unseal(event.payload, key, _context(event.type, event.person_id)))


def digest_of(payload: Mapping[str, Any], key: bytes | None) -> str:
    """Equal payloads of one person agree; worthless once the person's key is destroyed."""
    return digest_of_text(dumps_canonical(payload), key)


def digest_of_text(text: str, key: bytes | None) -> str:
    """As digest_of, of the canonical text."""
    if key is None:
        return keyed_hash("payload", text)
    return hmac.digest(key, text.encode(), "sha256").hex()[:32]


def _sealed(entry: Entry, keys: Mapping[UUID, bytes]) -> Event:
    kind = EVENT_TYPES[entry.type]
    kind.check(entry.payload)
    key = keys.get(entry.person_id) if entry.person_id else None
    if entry.person_id and key is None:
        raise Erased
    text = entry.text or dumps_canonical(entry.payload)
    plain, context = text.encode(), _context(entry.type, entry.person_id)
    return Event(
        type=entry.type,
        version=kind.version,
        occurred_on=entry.occurred_on,
        recorded_at=entry.at,
        person_id=entry.person_id,
        organisation_id=entry.organisation_id,
        employment_id=entry.employment_id,
        source=entry.source,
        standing=entry.standing,
        actor=entry.by,
        acting_as=entry.acting_as,
        on_behalf_of=entry.on_behalf_of,
        purpose=entry.purpose,
        about_id=entry.about_id,
        reverses_id=entry.reverses_id,
        batch_id=entry.batch_id,
        sheet=entry.sheet,
        row=entry.row,
        slot=entry.slot,
        payload=seal(plain, key, context) if key else system_seal(plain, context),
        digest=entry.digest or digest_of_text(text, key),
        idempotency_key=entry.idempotency_key,
    )


def _context(type_: str, person_id: UUID | None) -> str:
    return f"registry.event:{type_}:{person_id or ''}"
