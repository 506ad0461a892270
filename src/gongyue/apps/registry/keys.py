"""One key a person, wrapped by the system key. Who has no key any more has been erased."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from gongyue.apps.accounts.vault import new_key, system_seal, system_unseal
from gongyue.apps.registry.models import PersonKey

CHUNK = 900  # below SQLite's oldest limit on parameters in one query


class Erased(Exception):
    """The person's key was destroyed; nothing sealed under it can be read again."""


def make_key(person_id: UUID, at: datetime) -> tuple[bytes, PersonKey]:
    """A new key and its unsaved row."""
    key = new_key()
    wrapped = system_seal(key, _context(person_id))
    return key, PersonKey(person_id=person_id, wrapped=wrapped, made_at=at)


def unwrapped(row: PersonKey) -> bytes:
    """The key of a row; raises Erased."""
    if row.wrapped is None:
        raise Erased
    return system_unseal(row.wrapped, _context(row.person_id))


def keys_of(person_ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The keys of many people, those of erased people left out."""
    wanted = list(dict.fromkeys(person_ids))
    found: dict[UUID, bytes] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = PersonKey.objects.filter(person__in=wanted[start : start + CHUNK])
        for row in rows.exclude(wrapped=None):
            found[row.person_id] = unwrapped(row)
    return found


def _context(person_id: UUID) -> str:
    return f"registry.person.key:{person_id}"
