"""Handing a document in, and handing in a better one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents import scanning
from gongyue.apps.documents.events import document_readable
from gongyue.apps.documents.keys import (
    facts_of,
    file_context,
    key_of,
    make_document_key,
    seal_facts,
)
from gongyue.apps.documents.kinds import DRAWN, DocumentKind, largest, limit_of, size_text
from gongyue.apps.documents.models import Document, Paper, ScanState
from gongyue.apps.documents.permissions import Owner, require_can_add, require_can_withdraw
from gongyue.apps.documents.reading.bounded import ask
from gongyue.apps.documents.reading.names import clean_name
from gongyue.apps.documents.reading.refusals import NotTaken
from gongyue.apps.documents.rules import rule_of
from gongyue.apps.documents.sealed_files import delete_parts, place_of, write_sealed
from gongyue.apps.documents.tasks import scan_document_later
from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.stream import Entry, append_one

PIECE = 1 << 20
NAME_READ = 10_000  # of a name; nobody's file is called longer


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A file as it came: its name, and its contents as bytes or an open file."""

    name: str
    content: bytes | BinaryIO

    def pieces(self) -> Iterator[bytes]:
        """The contents from the beginning, as often as asked."""
        if isinstance(self.content, bytes):
            yield self.content
            return
        self.content.seek(0)
        while piece := self.content.read(PIECE):
            yield piece

    def size(self) -> int:
        """In bytes."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.seek(0, 2)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A file that will be taken: what it really is, and its small picture."""

    handed: Handed
    media: str
    pages: int
    bytes: int
    small: bytes


def look_at(handed: Handed) -> Seen:
    """What a file is, before anything is written. Raises Refused (field "file")."""
    size = _require_size(handed)
    try:
        answer, small = ask("look", {"name": handed.name[-NAME_READ:]}, handed.pieces())
    except NotTaken as no:
        raise Refused(no.message_zh, "file") from None
    seen = Seen(
        handed=handed, media=answer["media"], pages=answer["pages"], bytes=size, small=small
    )
    _require_limit(seen)
    return seen


def document_add(
    *,
    by: User,
    owner: Owner,
    kind: str,
    handed: Handed | Seen,
    at: datetime,
    keep_until: date | None = None,
) -> Document:
    """Take a file, sealed at once. What it is comes from its contents, never from its name.

    Waits for the virus scanner where there is one: `document_readable` is sent then. Raises
    NotFound, NotAllowed, Refused (field "file": what it really is, too large, damaged, encrypted).
    """
    require_can_add(by, owner)
    document = Document(
        person_id=owner.person_id,
        organisation_id=owner.organisation_id,
        about=owner.about[:80],
        kind=_known(kind),
        added_by=by,
        added_at=at,
        keep_until=keep_until,
    )
    return _take(document, handed, at)


def document_replace(*, by: User, document_id: UUID, handed: Handed, at: datetime) -> Document:
    """Hand in a better version; the old one stays readable as such. As document_add."""
    old = Document.objects.filter(pk=document_id).select_related("person__key").first()
    if old is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_withdraw(by, old)
    _require_current(old)
    document = Document(
        person_id=old.person_id,
        organisation_id=old.organisation_id,
        about=old.about,
        kind=old.kind,
        added_by=by,
        added_at=at,
        keep_until=old.keep_until,
        replaces=old,
        version=old.version + 1,
    )
    return _take(document, handed, at)


def _take(document: Document, handed: Handed | Seen, at: datetime) -> Document:
    seen = handed if isinstance(handed, Seen) else look_at(handed)
    document.id = time_ordered_uuid()
    document.media, document.pages, document.bytes = seen.media, seen.pages, seen.bytes
    name = clean_name(seen.handed.name[-NAME_READ:], document.media)
    try:
        with transaction.atomic():
            return _keep(document, seen.handed, name, seen.small, at)
    except BaseException:
        delete_parts(document.pk)
        raise


def _keep(document: Document, handed: Handed, name: str, small: bytes, at: datetime) -> Document:
    """Write file and row; whatever fails, the caller removes the file."""
    if document.replaces_id:
        _require_current(Document.objects.select_for_update().get(pk=document.replaces_id))
    try:
        key, document.key_wrapped = make_document_key(document.pk, document.person_id)
    except Erased:
        raise NotFound(NOT_FOR_YOU) from None
    digest = _store(document, "original", handed.pieces(), key)
    if small:
        _store(document, "small", [small], key)
    facts: dict[str, Any] = {"name": name, "sha256": digest}
    document.facts_sealed = seal_facts(facts, key, document.pk)
    waits = scanning.is_configured()
    document.scan = ScanState.WAITING if waits else ScanState.NOT_SCANNED
    document.save(force_insert=True)
    record_document("document.added", document, document.added_by, at, name=name)
    if waits:
        transaction.on_commit(partial(scan_document_later.enqueue, str(document.pk)))
    else:
        document_readable.send(Document, document=document, at=at)
    return document


def _store(document: Document, part: str, content: Iterable[bytes], key: bytes) -> str:
    path, context = place_of(document.pk, part), file_context(document.pk, part)
    size, digest = write_sealed(path, content, key, context)
    if part == "original" and size != document.bytes:
        raise Refused("文件没有收完整，请再传一次。", "file")
    return digest


def store_picture(thing: Document | Paper, part: str, picture: bytes) -> None:
    """Keep a picture made of a document or paper beside it, under the same key."""
    path, context = place_of(thing.pk, part), file_context(thing.pk, part)
    write_sealed(path, [picture], key_of(thing), context)


def record_document(
    type_: str, document: Document, by: User | None, at: datetime, name: str = ""
) -> None:
    """Write the event; the name only where a person's key seals it."""
    payload: dict[str, Any] = {
        "document": str(document.pk),
        "kind": document.kind,
        "about": document.about,
        "version": document.version,
        "name": name if document.person_id else "",
    }
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=document.person_id,
            organisation_id=document.organisation_id or _place_of(document),
            payload={key: value for key, value in payload.items() if value},
        )
    )


def _place_of(document: Document) -> UUID | None:
    """An event concerns somebody: where the file is nobody's own, the organisation of the thing."""
    rule = rule_of(document.about)
    if document.person_id is not None or rule is None or rule.place is None:
        return None
    return rule.place(document.about)


def name_of(document: Document) -> str:
    """The name of a document that can still be read; raises Erased."""
    return str(facts_of(document)["name"])


def _known(kind: str) -> str:
    if kind not in DocumentKind.values:
        raise Refused("请选择文件的类别。", "kind")
    return kind


def _require_current(document: Document) -> None:
    if document.withdrawn_at or document.deleted_at:
        raise Refused("这个文件已经撤回，不能更换。请重新提交。")
    if Document.objects.filter(replaces=document).exists():
        raise Refused("这个文件已经有新的版本，请打开最新的一份。")


def _require_size(handed: Handed) -> int:
    size = handed.size()
    if not size:
        raise Refused("这个文件是空的（0 字节），请重新选择。", "file")
    if size > largest():
        raise Refused(f"文件有 {size_text(size)}，最大收 {size_text(largest())}。", "file")
    return size


def _require_limit(seen: Seen) -> None:
    limit = limit_of(seen.media)
    if seen.bytes > limit:
        what = "照片" if seen.media in DRAWN and seen.media != "pdf" else "文件"
        raise Refused(
            f"{what}有 {size_text(seen.bytes)}，最大收 {size_text(limit)}。请缩小后再传。",
            "file",
        )
