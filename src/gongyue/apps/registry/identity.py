"""A person's identity: sealed under their own key, found by keyed hash."""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.vault import keyed_hash, seal, unseal
from gongyue.apps.registry.identifiers import is_sample, sample_uuid, time_ordered_uuid
from gongyue.apps.registry.keys import make_key, unwrapped
from gongyue.apps.registry.models import Employment, Person, PersonKey
from gongyue.apps.registry.samples import owner_of_hash
from gongyue.kernel.ids import InvalidIdentity, parse_document, plain_mobile


@dataclass(frozen=True, kw_only=True)
class Card:
    """What one side says of who somebody is. Blank means not said."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    employee_no: str = ""


CARD_FIELDS = tuple(field.name for field in fields(Card))


def normal_id(text: str, *, on: date | None = None) -> str:
    """The document number as it is searched; 15-digit cards in their 18-digit form.

    Raises InvalidIdentity.
    """
    return parse_document(text).number


def id_hash_of(number: str, firm: UUID | None = None) -> str:
    """Search hash of a normal document number, as written by `firm`: see samples.owner_of_hash."""
    return keyed_hash("id_number", owner_of_hash(firm) + number)


def name_hash_of(name: str) -> str:
    """Search hash of a name, spaces left out."""
    return keyed_hash("name", "".join(name.split()))


def phone_hash_of(phone: str) -> str:
    """Search hash of an employee's number; empty for none."""
    digits = plain_mobile(phone) or "".join(char for char in phone if char.isdigit()).removeprefix(
        "86"
    )
    return keyed_hash("employee phone", digits) if digits else ""


def tolerant_id(text: str) -> str:
    """The normal number where the text is a valid document, else the text without spaces.

    A number with a wrong check digit still identifies the row that carries it, inside its firm.
    """
    try:
        return normal_id(text)
    except InvalidIdentity:
        return "".join(text.split()).upper()


def new_person(
    card: Card, id_hash: str | None, at: datetime, firm: UUID | None = None
) -> tuple[Person, PersonKey, bytes]:
    """Unsaved rows of a new person, and the key in clear. `firm`: who writes them down; the people
    of a sample are marked as such."""
    person_id = sample_uuid() if is_sample(firm) else time_ordered_uuid()
    key, key_row = make_key(person_id, at)
    person = Person(
        id=person_id,
        identity_sealed=seal_card(card, key, f"registry.person:{person_id}"),
        id_hash=id_hash,
        made_at=at,
    )
    return person, key_row, key


def identity_of(person: Person) -> Card:
    """Who the person is; raises Erased. Load with select_related("key")."""
    return open_card(
        person.identity_sealed or b"", unwrapped(person.key), f"registry.person:{person.pk}"
    )


def card_of(employment: Employment, key: bytes) -> Card:
    """Who the firm says this employee is."""
    return open_card(employment.card_sealed, key, card_context(employment.person_id))


def card_context(person_id: UUID) -> str:
    """Where an employment's card belongs."""
    return f"registry.employment:{person_id}"


def seal_card(card: Card, key: bytes, context: str) -> bytes:
    """The card under a person's key."""
    plain = {name: getattr(card, name) for name in CARD_FIELDS}
    return seal(json.dumps(plain, ensure_ascii=False).encode(), key, context)


def open_card(sealed: bytes, key: bytes, context: str) -> Card:
    """The card in clear."""
    return Card(**json.loads(unseal(sealed, key, context)))
