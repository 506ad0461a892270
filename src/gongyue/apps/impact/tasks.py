"""Background work: thin, and safe to run twice."""

from uuid import UUID

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.impact.services import impact_run


@task()
def run_impact_later(run_id: str) -> None:
    """Reckon over a large place."""
    impact_run(run_id=UUID(run_id), at=now())
