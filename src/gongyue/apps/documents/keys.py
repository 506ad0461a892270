"""The key of one document or paper: wrapped by the key of whom it concerns, else the system's."""

import json
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.vault import new_key, seal, system_seal, system_unseal, unseal
from gongyue.apps.documents.models import Document, Paper
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import PersonKey


def make_document_key(document_id: UUID, person_id: UUID | None) -> tuple[bytes, bytes]:
    """A new key, and how it rests. Raises Erased."""
    key, context = new_key(), _context(document_id)
    if person_id is None:
        return key, system_seal(key, context)
    row = PersonKey.objects.filter(person=person_id).first()
    if row is None:
        raise Erased
    return key, seal(key, unwrapped(row), context)


def key_of(thing: Document | Paper) -> bytes:
    """The key in clear; raises Erased (also after deletion). Load with person__key."""
    wrapped = thing.key_wrapped
    if wrapped is None:
        raise Erased
    if thing.person_id is None:
        return system_unseal(wrapped, _context(thing.pk))
    return unseal(wrapped, unwrapped(thing.person.key), _context(thing.pk))


def seal_facts(facts: dict[str, Any], key: bytes, document_id: UUID) -> bytes:
    """What is personal about a document or paper."""
    plain = json.dumps(facts, ensure_ascii=False).encode()
    return seal(plain, key, f"documents.facts:{document_id}")


def facts_of(thing: Document | Paper) -> dict[str, Any]:
    """As it was sealed; raises Erased."""
    sealed = thing.facts_sealed
    if sealed is None:
        raise Erased
    return json.loads(unseal(sealed, key_of(thing), f"documents.facts:{thing.pk}"))


def file_context(document_id: UUID, part: str) -> str:
    """Where a file belongs: it opens nowhere else."""
    return f"documents.file:{document_id}:{part}"


def _context(document_id: UUID) -> str:
    return f"documents.key:{document_id}"
