"""Background work of tasks: thin, and safe to run twice."""

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.tasks.filings.progress import forget_lookups
from gongyue.apps.tasks.filings.replying import close_the_silent
from gongyue.apps.tasks.law_data import ask_to_check
from gongyue.apps.tasks.services.clock import move_on, tell_overdue, tell_reminders


@task()
def tell_what_is_overdue() -> None:
    """Enqueued daily by tick: reminders, what is overdue, and what silence moves on."""
    at = now()
    tell_reminders(at=at)
    tell_overdue(at=at)
    move_on(at=at)
    close_the_silent(at=at)
    forget_lookups(at=at)


@task()
def ask_to_check_the_law() -> None:
    """Enqueued daily by tick: tells the operator once which values must be checked again."""
    ask_to_check(at=now())
