"""Opening a document: by right, for a purpose, and with a trace the person concerned can read.

Call document_open outside a transaction: a refusal must stay recorded though the request fails.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import Unreadable
from gongyue.apps.documents.keys import facts_of, file_context, key_of
from gongyue.apps.documents.kinds import DRAWN, TABLES, DocumentKind
from gongyue.apps.documents.models import Document, Paper
from gongyue.apps.documents.permissions import MEMBER, OFFICE, OWN, RULE, paper_for, way_to_see
from gongyue.apps.documents.reading.bounded import ask
from gongyue.apps.documents.reading.refusals import NotTaken
from gongyue.apps.documents.rules import rule_of
from gongyue.apps.documents.sealed_files import FileGone, place_of, read_sealed
from gongyue.apps.documents.services.adding import store_picture
from gongyue.apps.documents.services.keeping import is_readable, why_not
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, speaks_for
from gongyue.apps.registry.roles import EMPLOYERS, Purpose
from gongyue.apps.registry.services.access import open_person
from gongyue.apps.registry.stream import Entry, append_one

OPEN_SECONDS = 15 * 60
WIDTHS = (320, 800, 1600)
GONE = "这个文件读不出来了，请联系系统管理员。"
SIGNER = TimestampSigner(salt="documents.opened")


def document_open(*, by: User, document_id: UUID, purpose: str, at: datetime) -> str:
    """Record the opening where it must be; hands back the pass for reading it for 15 minutes.

    `purpose` is needed where an employer or regulator opens what concerns a person. Raises
    NotFound, NotAllowed, Refused.
    """
    document = _found(document_id)
    way = way_to_see(by, document)
    if document.person_id and way in {MEMBER, OFFICE}:
        facts = {"person_id": document.person_id, "words": _words(document), "what": "document"}
        open_person(by=by, purpose=purpose, at=at, **facts)
    elif document.person_id and way == RULE:
        _record_by_rule(by, document, at)
    return SIGNER.sign(f"{by.pk}:{document_id}")


def needs_purpose(by: User, document_id: UUID) -> bool:
    """Whether `by` must name one to open it; raises NotFound, NotAllowed."""
    document = _found(document_id)
    return bool(document.person_id) and way_to_see(by, document) in {MEMBER, OFFICE}


def has_pass(*, by: User, document_id: UUID, opened: str) -> bool:
    """Whether `opened` is a pass of document_open that `by` may use for this document still."""
    return _holds(by, document_id, opened)


def readable_document(*, by: User, document_id: UUID, opened: str) -> Document:
    """The document, if `by` may read it now. `opened`: the pass of document_open; one's own and
    an organisation's papers about nobody need none. Raises NotFound, NotAllowed, Refused."""
    document = _found(document_id)
    way = way_to_see(by, document)
    if document.person_id and way != OWN and not _holds(by, document_id, opened):
        raise Refused("查看的时间到了，请重新打开这个文件。")
    if not is_readable(document):
        raise Refused(why_not(document))
    return document


def original_of(document: Document) -> Iterator[bytes]:
    """The file as it was handed in, piece by piece. Raises Refused (gone); Unreadable half-way."""
    return _pieces(document, "original")


def picture_of(document: Document, *, number: int, width: int) -> bytes:
    """Page `number` as WebP, upright and without metadata; drawn once and kept sealed.

    Raises Refused (no such page, cannot be drawn).
    """
    if document.media not in DRAWN or not 1 <= number <= max(document.pages, 1):
        raise Refused("没有这一页。")
    width = min((each for each in WIDTHS if each >= width), default=WIDTHS[-1])
    part = "small" if (number, width) == (1, WIDTHS[0]) else f"page{number}w{width}"
    if place_of(document.pk, part).exists():
        return b"".join(_pieces(document, part))
    facts = {"media": document.media, "number": number, "width": width}
    _, picture = _asked("page", facts, document)
    store_picture(document, part, picture)
    return picture


def first_rows_of(document: Document) -> dict[str, Any] | None:
    """{"rows": …} or {"lines": …} and "more"; None where there is nothing to show so."""
    if document.media not in TABLES:
        return None
    return _asked("table", {"media": document.media}, document)[0]


def paper_open(*, by: User, paper_id: UUID, at: datetime) -> None:
    """Record that a member of the firm that issued a paper looks at it again; raises NotFound.

    Whoever it is about, and other issuers' members for their own papers, leave no trace.
    """
    paper = paper_for(by, paper_id)
    if paper.person_id is None or speaks_for(by, paper.person_id):
        return
    if paper.organisation is not None and paper.organisation.kind in EMPLOYERS:
        facts = {"purpose": Purpose.STAFF_MANAGEMENT, "what": "document", "at": at}
        words = f"打开文书：{facts_of(paper)['title']} {paper.number}"
        open_person(by=by, person_id=paper.person_id, words=words, **facts)


def pdf_of(by: User, paper_id: UUID) -> Iterator[bytes]:
    """The PDF as it was issued; raises NotFound, Refused (gone)."""
    return _pieces(paper_for(by, paper_id), "original")


def paper_picture(*, by: User, paper_id: UUID, number: int) -> bytes:
    """Page `number` of an issued paper as WebP; raises NotFound, Refused."""
    paper = paper_for(by, paper_id)
    part = f"page{number}w{WIDTHS[-1]}"
    if place_of(paper.pk, part).exists():
        return b"".join(_pieces(paper, part))
    picture = _asked("page", {"media": "pdf", "number": number, "width": WIDTHS[-1]}, paper)[1]
    store_picture(paper, part, picture)
    return picture


def _asked(
    job: str, facts: dict[str, Any], thing: Document | Paper
) -> tuple[dict[str, Any], bytes]:
    try:
        return ask(job, facts, _pieces(thing, "original"))
    except NotTaken as no:
        raise Refused(no.message_zh) from None


def _pieces(document: Document | Paper, part: str) -> Iterator[bytes]:
    path, context = place_of(document.pk, part), file_context(document.pk, part)
    try:
        return read_sealed(path, key_of(document), context)
    except (Erased, FileGone, Unreadable):
        raise Refused(GONE) from None


def _found(document_id: UUID) -> Document:
    rows = Document.objects.select_related("person__key", "organisation", "added_by")
    document = rows.filter(pk=document_id).first()
    if document is None or (document.person_id and document.person.erased_at):
        raise NotFound(NOT_FOR_YOU)
    return document


def _holds(by: User, document_id: UUID, opened: str) -> bool:
    try:
        return SIGNER.unsign(opened, max_age=OPEN_SECONDS) == f"{by.pk}:{document_id}"
    except BadSignature:
        return False


def _words(document: Document) -> str:
    try:
        name = facts_of(document)["name"]
    except Erased:
        name = DocumentKind(document.kind).label
    return f"打开文件：{name}"[:200]


def _record_by_rule(by: User, document: Document, at: datetime) -> None:
    rule = rule_of(document.about)
    held = live_memberships(by)
    assert rule is not None
    append_one(
        Entry(
            type="access.opened",
            by=by,
            at=at,
            occurred_on=localdate(at),
            purpose=rule.purpose,
            acting_as=held[0].organisation if held else None,
            payload={"what": "document", "words": _words(document)},
            person_id=document.person_id,
        )
    )
