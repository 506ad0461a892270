"""没写完的: a form that was begun and not sent, kept sealed for whoever wrote it.

Only its writer ever reads it. It goes when the form is sent, when the writer drops it, with the
account, and after KEPT_DAYS.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from gongyue.apps.accounts.models import User, WrittenDraft
from gongyue.apps.accounts.vault import Unreadable, system_seal, system_unseal

KEPT_DAYS = 30
MOST = 20  # of one writer; the oldest gives way
KEY_LIMIT, PAGE_LIMIT, TITLE_LIMIT = 80, 300, 80
PAIRS, LETTERS = 80, 12_000
CONTEXT = "accounts.draft"

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A form as far as it was filled in: pairs of field name and value, in the form's order."""

    key: str
    page: str
    title: str
    values: Values
    at: datetime


def keep_draft(*, by: User, draft: Written) -> bool:
    """Keep it in place of an earlier one of its key; False when it is longer than any form."""
    values = draft.values[:PAIRS]
    if not draft.key or sum(len(name) + len(value) for name, value in values) > LETTERS:
        return False
    said = {"page": draft.page[:PAGE_LIMIT], "title": draft.title[:TITLE_LIMIT], "values": values}
    sealed = system_seal(json.dumps(said, ensure_ascii=False).encode(), _place(by))
    with transaction.atomic():
        WrittenDraft.objects.update_or_create(
            user=by, key=draft.key[:KEY_LIMIT], defaults={"sealed": sealed, "at": draft.at}
        )
        kept = WrittenDraft.objects.filter(user=by).order_by("-at", "-pk").values("pk")
        WrittenDraft.objects.filter(pk__in=[row["pk"] for row in kept[MOST : MOST * 2]]).delete()
    return True


def draft_kept(by: User, key: str) -> Written | None:
    """What `by` wrote under this key and has not sent."""
    row = WrittenDraft.objects.filter(user=by, key=key[:KEY_LIMIT]).first()
    return _opened(row) if row else None


def drafts_of(by: User) -> list[Written]:
    """Everything begun and not sent, newest first."""
    rows = WrittenDraft.objects.filter(user=by).order_by("-at", "-pk")
    return [written for row in rows if (written := _opened(row))]


def drop_draft(*, by: User, key: str) -> None:
    """Sent, or no longer wanted."""
    WrittenDraft.objects.filter(user=by, key=key[:KEY_LIMIT]).delete()


def forget_old_drafts(*, at: datetime) -> int:
    """Those that nobody touched for KEPT_DAYS; returns how many."""
    return WrittenDraft.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()[0]


def _place(by: User) -> str:
    return f"{CONTEXT}:{by.pk}"


def _opened(row: WrittenDraft) -> Written | None:
    try:
        said = json.loads(system_unseal(row.sealed, f"{CONTEXT}:{row.user_id}"))
    except Unreadable:
        return None
    values = tuple((name, value) for name, value in said["values"])
    return Written(key=row.key, page=said["page"], title=said["title"], values=values, at=row.at)
