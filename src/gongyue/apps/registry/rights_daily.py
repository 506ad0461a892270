"""What people asked for and nobody did in time; enqueued daily by tick. Safe to run twice."""

from django.utils.timezone import now
from django_tasks import task

from gongyue.apps.registry.services.corrections import escalate_silent


@task()
def keep_rights_in_order() -> None:
    """Silent corrections go to the regulator."""
    escalate_silent(at=now())
