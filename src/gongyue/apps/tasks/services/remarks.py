"""Words about a task, in the order in which they were written."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.tasks.events import task_said
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.permissions import hand_of
from gongyue.apps.tasks.services.tracing import Act, locked_task, record


@transaction.atomic
def task_say(*, by: User, task_id: UUID, words: str, at: datetime) -> Task:
    """Write a remark, also on a closed task. Raises NotFound, NotAllowed, Refused (no words)."""
    if not words.strip():
        raise Refused("请写留言的内容。", "words")
    task = locked_task(task_id)
    hand = hand_of(by, task, on=localdate(at))
    record("task.said", task, Act(by=by, at=at, on_behalf_of=hand.on_behalf_of, words=words))
    task_said.send(Task, task=task, by=by, at=at)
    return task
