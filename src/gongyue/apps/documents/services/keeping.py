"""After a document has been handed in: scanned, withdrawn, deleted when its time is over."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import Unreadable
from gongyue.apps.documents import scanning
from gongyue.apps.documents.events import document_readable
from gongyue.apps.documents.keys import file_context, key_of
from gongyue.apps.documents.models import Document, Paper, ScanState
from gongyue.apps.documents.models.documents import SCAN_MOVES
from gongyue.apps.documents.permissions import require_can_withdraw, way_to_see
from gongyue.apps.documents.sealed_files import FileGone, delete_parts, place_of, read_sealed
from gongyue.apps.documents.services.adding import name_of, record_document
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import NOT_FOR_YOU


def scan_document(*, document_id: UUID, at: datetime) -> str:
    """Have a waiting document scanned; its state afterwards. Safe to run twice."""
    document = Document.objects.select_related("person__key").filter(pk=document_id).first()
    if document is None or document.scan != ScanState.WAITING or document.deleted_at:
        return document.scan if document else ""
    path, context = place_of(document.pk), file_context(document.pk, "original")
    try:
        verdict = scanning.scan(read_sealed(path, key_of(document), context))
    except (scanning.ScannerDown, Erased, FileGone, Unreadable):
        return ScanState.WAITING
    return _settle(document, verdict, at)


def scan_waiting(*, at: datetime) -> int:
    """Try again whatever still waits; how many got a verdict."""
    waiting = Document.objects.filter(scan=ScanState.WAITING, deleted_at=None)
    found = list(waiting.values_list("pk", flat=True).order_by("pk")[:500])
    return sum(scan_document(document_id=pk, at=at) != ScanState.WAITING for pk in found)


def document_scan_again(*, by: User, document_id: UUID, at: datetime) -> str:
    """The button of whoever waits: as scan_document. Raises NotFound, NotAllowed."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotFound(NOT_FOR_YOU)
    way_to_see(by, document)
    return scan_document(document_id=document_id, at=at)


@transaction.atomic
def document_withdraw(*, by: User, document_id: UUID, at: datetime) -> Document:
    """Take one's file back: nobody opens it any more, and its having been there stays recorded.

    Raises NotFound, NotAllowed, Refused (withdrawn before).
    """
    rows = Document.objects.select_for_update(of=("self",)).select_related("person__key")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_withdraw(by, document)
    if document.withdrawn_at or document.deleted_at:
        raise Refused("这个文件已经撤回了。")
    document.withdrawn_at, document.withdrawn_by = at, by
    document.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_document("document.withdrawn", document, by, at, name=name_of(document))
    return document


def delete_expired(*, on: date) -> int:
    """Delete what is past its day of keeping, and what was of people erased; how many."""
    over = Q(keep_until__lt=on) | Q(person__erased_at__isnull=False)
    due = Document.objects.filter(over, deleted_at=None).values_list("pk", flat=True)
    for paper in Paper.objects.filter(person__erased_at__isnull=False).values_list("pk", flat=True):
        delete_parts(paper)  # nobody can read them any more
    return sum(_delete(pk, now()) for pk in list(due))


def discard_parts(documents: Iterable[Document]) -> None:
    """Remove the files of documents whose rows were never written for good."""
    for document in documents:
        delete_parts(document.pk)


def documents_forget(*, abouts: Iterable[str], at: datetime) -> int:
    """Delete whatever is attached to these things, its old versions too; how many."""
    due = Document.objects.filter(about__in=[*abouts], deleted_at=None)
    return sum(_delete(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _delete(pk: UUID, at: datetime) -> bool:
    document = (
        Document.objects.select_for_update(of=("self",)).filter(pk=pk, deleted_at=None).first()
    )
    if document is None:
        return False
    document.key_wrapped = document.facts_sealed = None
    document.deleted_at = at
    document.save(update_fields=["key_wrapped", "facts_sealed", "deleted_at"])
    if document.person_id is None or document.person.erased_at is None:
        record_document("document.deleted", document, None, at)
    # The key is forgotten with the transaction; copies of the file elsewhere died with it.
    transaction.on_commit(lambda: delete_parts(pk) and None)
    return True


@transaction.atomic
def _settle(document: Document, verdict: scanning.Verdict, at: datetime) -> str:
    then = ScanState.CLEAN if verdict.is_clean else ScanState.INFECTED
    rows = Document.objects.filter(pk=document.pk, scan=ScanState.WAITING)
    if then not in SCAN_MOVES[ScanState.WAITING] or not rows.update(scan=then, scanned_at=at):
        return then
    document.scan, document.scanned_at = then, at
    if then == ScanState.INFECTED:
        record_document("document.infected", document, None, at, name=verdict.found)
    else:
        document_readable.send(Document, document=document, at=at)
    return then


def is_readable(document: Document) -> bool:
    """Whether it may be opened now: not withdrawn or deleted, and scanned where that is asked."""
    if document.withdrawn_at or document.deleted_at or document.scan == ScanState.INFECTED:
        return False
    return document.scan != ScanState.WAITING or settings.SCANNER_DOWN == "pass"


def why_not(document: Document) -> str:
    """Why a document cannot be opened, in words; empty when it can."""
    if is_readable(document):
        return ""
    if document.deleted_at:
        return "保存期已过，文件已经删除。"
    if document.withdrawn_at:
        return "提交人已经撤回这个文件。"
    if document.scan == ScanState.INFECTED:
        return "查毒软件在这个文件里发现了病毒，谁也不能打开。请换一份干净的重新提交。"
    return "正在等待查毒，查完没有问题才能打开。"
