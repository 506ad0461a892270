"""Background work of check-ups: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.checkup.services import run_queued


@task()
def run_checkup_later(checkup_id: str) -> None:
    """Check up a large workbook."""
    run_queued(checkup_id=UUID(checkup_id), at=now())
