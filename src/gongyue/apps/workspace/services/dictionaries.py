"""字典: an organisation's own lists of values."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.workspace.models import DICTIONARIES, DictionaryEntry

MOST = 500
LIKE_A_CODE = re.compile(r"[\w.-]{1,30}")


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """`code` stays; an empty one takes the label. `also`: other spellings, one a line."""

    dictionary: str
    label: str
    code: str = ""
    also: str = ""
    position: int = 0


@transaction.atomic
def entry_save(*, by: User, organisation_id: UUID, new: NewEntry, at: datetime) -> DictionaryEntry:
    """Add a value, or change the one with that code and put it back in use. Raises Refused."""
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    label, code = new.label.strip(), new.code.strip() or new.label.strip()[:30]
    if new.dictionary not in dict(DICTIONARIES):
        raise Refused("没有这本字典。", "dictionary")
    if not label or len(label) > 60:
        raise Refused("名称写一到六十个字。", "label")
    if not LIKE_A_CODE.fullmatch(code):
        raise Refused("代码只能用文字、数字、点和横线，三十个字以内。", "code")
    rows = DictionaryEntry.objects.filter(organisation=organisation_id, dictionary=new.dictionary)
    if rows.exclude(code=code).count() >= MOST:
        raise Refused(f"一本字典最多 {MOST} 项。", "label")
    also = _spellings(new.also, label)
    _require_unclaimed(rows.exclude(code=code), [label, *also])
    entry, _ = DictionaryEntry.objects.update_or_create(
        organisation_id=organisation_id,
        dictionary=new.dictionary,
        code=code,
        defaults={"label": label, "also": also, "position": new.position, "retired_at": None},
        create_defaults={
            "label": label, "also": also, "position": new.position, "made_at": at,
        },
    )  # fmt: skip
    _record(entry, by, at)
    return entry


@transaction.atomic
def entry_retire(*, by: User, organisation_id: UUID, entry_id: int, at: datetime) -> None:
    """No longer offered; records that use it stay as they are."""
    require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    rows = DictionaryEntry.objects.select_for_update().filter(organisation=organisation_id)
    entry = rows.filter(pk=entry_id, retired_at=None).first()
    if entry is None:
        raise NotFound(NOT_FOR_YOU)
    entry.retired_at = at
    entry.save(update_fields=["retired_at"])
    _record(entry, by, at)


def _spellings(text: str, label: str) -> list[str]:
    lines = [line.strip()[:60] for line in re.split(r"[\n、,，;；]", text)]
    return [line for line in dict.fromkeys(lines) if line and line != label][:20]


def _require_unclaimed(others, spellings: list[str]) -> None:  # type: ignore[no-untyped-def]
    """One spelling means one value, or nobody could say which."""
    for other in others.filter(retired_at=None):
        if taken := {other.label, *other.also} & set(spellings):
            raise Refused(f"“{min(taken)}”已经是“{other.label}”的写法。", "also")


def _record(entry: DictionaryEntry, by: User, at: datetime) -> None:
    append_one(
        Entry(
            type="dictionary.changed",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=entry.organisation_id,
            payload={
                "dictionary": entry.dictionary,
                "code": entry.code,
                "label": entry.label,
                "retired": entry.retired_at is not None,
            },
        )
    )
