"""Background work of the boards: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.notifications.boards.urgent import tell_urgent


@task()
def send_announcement(announcement_id: str) -> None:
    """Send an urgent announcement; a second run tells nobody twice."""
    tell_urgent(announcement_id=UUID(announcement_id), at=now())
