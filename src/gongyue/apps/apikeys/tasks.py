"""Background work: thin, and safe to run twice."""

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.apikeys import using


@task()
def keep_keys_in_order() -> None:
    """Daily by tick: counts written down, old ones forgotten."""
    using.keep_keys_in_order(at=now())
