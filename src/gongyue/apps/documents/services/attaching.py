"""Files that come with something else: with a filing, an answer, a remark. All of it or nothing.

The files are looked at before anything is written, so that no database waits for a large picture.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.kinds import MEGABYTE, DocumentKind, size_text
from gongyue.apps.documents.models import Document
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.services.adding import Handed, Seen, document_add, look_at
from gongyue.apps.documents.services.keeping import discard_parts

MOST_AT_ONCE = 10
MOST_ABOUT = 30  # files of one thing
BYTES_ABOUT = 100 * MEGABYTE  # of one thing, all together
FIELD = "chosen"
NAME_SHOWN = 30


def act_with_files(
    *, act: Callable[[], Any], owner_of: Callable[[Any], Owner], handed: Sequence[Handed],
    by: User, at: datetime,
) -> Any:  # fmt: skip
    """Do the act and attach the files to what it returns, in one transaction.

    Raises Refused (field "chosen", with the name of the file), and whatever the act raises.
    """
    seen = look_at_all(handed)
    made: list[Document] = []
    try:
        with transaction.atomic():
            thing = act()
            if seen:
                _attach(by, owner_of(thing), seen, at, made)
    except BaseException:
        discard_parts(made)
        raise
    return thing


def look_at_all(handed: Sequence[Handed]) -> list[Seen]:
    """Raises Refused with the name of the first file that cannot be taken."""
    if len(handed) > MOST_AT_ONCE:
        raise Refused(f"一次最多交 {MOST_AT_ONCE} 个文件，请分几次。", FIELD)
    return [_looked_at(each) for each in handed]


def short(name: str) -> str:
    """A name for a message."""
    return name if len(name) <= NAME_SHOWN else f"{name[:18]}…{name[-10:]}"


def _looked_at(handed: Handed) -> Seen:
    try:
        return look_at(handed)
    except Refused as refused:
        raise Refused(f"{short(handed.name)}：{refused.message_zh}", FIELD) from None


def _attach(
    by: User, owner: Owner, seen: Sequence[Seen], at: datetime, made: list[Document]
) -> None:
    """`made` is filled as it goes: the caller removes the files if anything fails."""
    _require_room(owner.about, seen)
    for each in seen:
        kind = DocumentKind.ATTACHMENT
        made.append(document_add(by=by, owner=owner, kind=kind, handed=each, at=at))


def _require_room(about: str, seen: Sequence[Seen]) -> None:
    here = Document.objects.filter(about=about, deleted_at=None)
    had = here.aggregate(n=Count("pk"), size=Sum("bytes"))
    if had["n"] + len(seen) > MOST_ABOUT:
        raise Refused(f"一件事最多附 {MOST_ABOUT} 个文件，已经有 {had['n']} 个。", FIELD)
    if (had["size"] or 0) + sum(each.bytes for each in seen) > BYTES_ABOUT:
        most = size_text(BYTES_ABOUT)
        raise Refused(f"一件事的文件加起来不能超过 {most}，请少交几个，或者缩小照片。", FIELD)
