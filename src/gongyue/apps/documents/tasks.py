"""Background work: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import localdate, now
from django_tasks import task


@task()
def scan_document_later(document_id: str) -> None:
    """Have one document scanned; enqueued when it is handed in."""
    from gongyue.apps.documents.services.keeping import scan_document

    scan_document(document_id=UUID(document_id), at=now())


@task()
def keep_documents_in_order() -> None:
    """Scan what still waits, delete files and links that are over; enqueued daily by tick."""
    from gongyue.apps.documents.services.keeping import delete_expired, scan_waiting
    from gongyue.apps.documents.services.linking import delete_old_links

    scan_waiting(at=now())
    delete_expired(on=localdate())
    delete_old_links(on=localdate())
