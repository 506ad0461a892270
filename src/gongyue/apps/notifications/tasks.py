"""Background work of messages: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.notifications.delivering import deliver_due
from gongyue.apps.notifications.retention import forget_old_messages

AT_ONCE = 1_000


@task()
def deliver_sending(sending: str) -> None:
    """Send what was just said; what is left for lack of time goes on in another round."""
    if deliver_due(at=now(), sending=UUID(sending), limit=AT_ONCE).tried >= AT_ONCE:
        deliver_sending.enqueue(sending)


@task()
def deliver_what_is_due() -> None:
    """Retries, ends of quiet hours, digests, and what a killed worker left; by tick each minute."""
    if deliver_due(at=now(), limit=AT_ONCE).tried >= AT_ONCE:
        deliver_what_is_due.enqueue()


@task()
def forget_messages() -> None:
    """Delete messages whose time is over; enqueued daily by tick."""
    forget_old_messages(at=now())
