"""Background work of the registry: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import localdate, now
from django_tasks import task

from gongyue.apps.accounts.drafting import forget_old_drafts
from gongyue.apps.accounts.sending import forget_sent_forms
from gongyue.apps.accounts.services import forget_old_codes
from gongyue.apps.registry.services.imports import delete_expired_files, read_behind, run_import
from gongyue.apps.registry.services.listing import count_people_everywhere
from gongyue.apps.registry.services.quality import look_over
from gongyue.apps.registry.services.takeouts import build_takeout


@task()
def run_import_later(batch_id: str) -> None:
    """Carry out a large import."""
    run_import(batch_id=UUID(batch_id), at=now())


@task()
def read_paper_later(batch_id: str) -> None:
    """Recognise an uploaded PDF and plan its import."""
    read_behind(batch_id=UUID(batch_id), at=now())


@task()
def delete_old_uploads() -> None:
    """Delete uploaded workbooks and sign-in codes whose time is over; enqueued daily by tick."""
    delete_expired_files(on=localdate())
    forget_old_codes(at=now())
    forget_sent_forms(at=now())
    forget_old_drafts(at=now())


@task()
def count_people() -> None:
    """Count the people of every firm anew; enqueued daily by tick."""
    count_people_everywhere()


@task()
def look_over_later(organisation_id: str) -> None:
    """Look over one employer's records."""
    look_over(organisation_id=UUID(organisation_id), at=now())


@task()
def look_over_everybody() -> None:
    """Look over all records and all people; enqueued daily by tick."""
    look_over(organisation_id=None, at=now())


@task()
def build_takeout_later(takeout_id: str) -> None:
    """Gather everything about somebody of whom much is known."""
    build_takeout(takeout_id=UUID(takeout_id), at=now())
