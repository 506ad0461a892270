"""Background work of accounts: thin, and safe to run twice."""

from django_tasks import task


@task()
def forget_ended_sessions() -> None:
    """Delete what browsers that do not come back have left; enqueued daily by tick."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()
