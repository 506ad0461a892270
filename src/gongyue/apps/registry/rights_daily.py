"""What people asked for and nobody did in time; enqueued daily by tick. Safe to run twice."""

from django.utils.timezone import localdate, now
from django_tasks import task

from gongyue.apps.registry.services.corrections import escalate_silent
from gongyue.apps.registry.services.erasing import erase_what_is_due
from gongyue.apps.registry.services.takeouts import forget_takeouts


@task()
def keep_rights_in_order() -> None:
    """Silent corrections go to the regulator, old exports go, and who is due is erased."""
    escalate_silent(at=now())
    forget_takeouts(on=localdate())
    erase_what_is_due(at=now())
