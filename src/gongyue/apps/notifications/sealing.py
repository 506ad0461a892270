"""The text of a message, sealed: under a person's key, so that erasure makes it unreadable."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from gongyue.apps.accounts.vault import seal, system_seal, system_unseal, unseal
from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.keys import keys_of

CONTEXT = "notifications.message"
GONE = "内容已随个人信息一并删除"


@dataclass(frozen=True, kw_only=True)
class SealedText:
    """What rests in `text_sealed`: the facts as text, and the inbox's title and body."""

    title: str
    body: str
    facts: Mapping[str, str]


def sealed(text: SealedText, key: bytes | None) -> bytes:
    """Under the key, or under the system key when the message concerns no known person."""
    plain = json.dumps(asdict(text), ensure_ascii=False, separators=(",", ":")).encode()
    return seal(plain, key, CONTEXT) if key else system_seal(plain, CONTEXT)


def texts_of(messages: Iterable[Message]) -> dict[int, SealedText | None]:
    """Each message's text by its number; None once the person has been erased. One query."""
    rows = list(messages)
    keys = keys_of(row.sealed_for_id for row in rows if row.sealed_for_id)
    return {row.pk: _opened(row, keys) for row in rows}


def _opened(row: Message, keys: Mapping[UUID, bytes]) -> SealedText | None:
    if row.sealed_for_id is None:
        plain = system_unseal(row.text_sealed, CONTEXT)
    elif row.sealed_for_id in keys:
        plain = unseal(row.text_sealed, keys[row.sealed_for_id], CONTEXT)
    else:
        return None
    return SealedText(**json.loads(plain))
