"""Background work: thin, and safe to run twice."""

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.following.hooks.delivering import deliver_hooks
from gongyue.apps.following.noticing import notice_changes
from gongyue.apps.following.telling import tell


@task()
def look_for_changes() -> None:
    """Enqueued at the start and daily by tick: what differs from the last look, and telling it."""
    from gongyue.apps.following.services import tell_changes

    notice_changes(at=now())
    tell_changes(at=now())


@task()
def tell_followers(following_ids: list[int], change_ids: list[int]) -> None:
    """Some of the followers of what has changed."""
    tell(following_ids, change_ids, at=now())


@task()
def deliver_due_hooks() -> None:
    """Deliveries to other systems; by tick each minute while any is due."""
    deliver_hooks(at=now())
