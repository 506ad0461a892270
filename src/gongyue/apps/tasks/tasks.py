"""Background work of tasks: thin, and safe to run twice."""

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.tasks.services import tell_overdue


@task()
def tell_what_is_overdue() -> None:
    """Enqueued daily by tick."""
    tell_overdue(at=now())
