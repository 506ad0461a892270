"""What tasks do when the registry tells them something."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from gongyue.apps.registry.engaging import EngagementState, Side
from gongyue.apps.registry.events import engagement_asked, engagement_settled, membership_ended
from gongyue.apps.registry.models import Engagement, Membership
from gongyue.apps.registry.roles import Role
from gongyue.apps.tasks.events import task_escalated
from gongyue.apps.tasks.filings.following import filing_follows_its_task
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services.closing import tasks_settle
from gongyue.apps.tasks.services.handing import fall_back
from gongyue.apps.tasks.services.opening import NewTask, task_open


@receiver(membership_ended)
def give_tasks_back(sender: Any, membership: Membership, at: datetime, **_: Any) -> None:
    """Somebody left a role: their tasks are the role's again."""
    fall_back(membership=membership, at=at)


@receiver(task_escalated)
def move_filing(sender: Any, task: Task, at: datetime, again: bool, **_: Any) -> None:
    """Silence moved the task of a filing to another office: the filing goes with it."""
    if not again:
        filing_follows_its_task(task=task, at=at)


@receiver(engagement_asked)
def ask_for_an_answer(sender: Any, engagement: Engagement, at: datetime, **_: Any) -> None:
    """The owner of the side that was asked has something to answer."""
    by_firm = engagement.asked_side == Side.FIRM
    asking, asked = engagement.firm, engagement.provider
    if not by_firm:
        asking, asked = asked, asking
    new = NewTask(
        kind="engagement.answer",
        title=f"答复{asking.name}的服务委托"[:120],
        organisation_id=asked.pk,
        role=Role.OWNER,
        about=f"engagement:{engagement.pk}",
    )
    task_open(by=None, new=new, at=at)


@receiver(engagement_settled)
def answered(sender: Any, engagement: Engagement, at: datetime, **_: Any) -> None:
    """Nothing to answer any more."""
    needed = engagement.state != EngagementState.WITHDRAWN
    about, result = f"engagement:{engagement.pk}", str(engagement.get_state_display())
    tasks_settle(about=about, result=result, at=at, needed=needed)
