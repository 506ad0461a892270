"""What tasks do when the registry tells them something."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from gongyue.apps.registry.events import membership_ended
from gongyue.apps.registry.models import Membership
from gongyue.apps.tasks.events import task_escalated
from gongyue.apps.tasks.filings.following import filing_follows_its_task
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services.handing import fall_back


@receiver(membership_ended)
def give_tasks_back(sender: Any, membership: Membership, at: datetime, **_: Any) -> None:
    """Somebody left a role: their tasks are the role's again."""
    fall_back(membership=membership, at=at)


@receiver(task_escalated)
def move_filing(sender: Any, task: Task, at: datetime, again: bool, **_: Any) -> None:
    """Silence moved the task of a filing to another office: the filing goes with it."""
    if not again:
        filing_follows_its_task(task=task, at=at)
