"""Closing a task: done, not needed, or settled by the act it was for."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.tasks.events import task_closed
from gongyue.apps.tasks.kinds import kind_of
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.permissions import hand_of
from gongyue.apps.tasks.services.tracing import Act, locked_task, record, require_open

ON_ITS_PAGE = "这件事要在它自己的页面上办，办好了待办会自动结束。"
CLOSED = ["state", "closed_at", "closed_by", "moves_on", "remind_on"]


@transaction.atomic
def task_done(*, by: User, task_id: UUID, result: str, at: datetime) -> Task:
    """Close a task as done, with what came of it. Raises NotFound, NotAllowed, Refused."""
    return _by_hand(by, task_id, TaskState.DONE, result, at)


@transaction.atomic
def task_cancel(*, by: User, task_id: UUID, reason: str, at: datetime) -> Task:
    """Close a task that need not be done; the reason is kept."""
    if not reason.strip():
        raise Refused("请写明取消的原因。", "reason")
    return _by_hand(by, task_id, TaskState.CANCELLED, reason, at)


@transaction.atomic
def tasks_settle(
    *, about: str, result: str, at: datetime, by: User | None = None, needed: bool = True
) -> int:
    """Close whatever is open about a thing, because the act it asked for was done elsewhere.

    For the services of other capabilities: they have checked that `by` may do that act (None is
    the system). `needed` False: it came to nothing, so the tasks are cancelled. How many.
    """
    if not about:
        raise ValueError("tasks are settled by what they are about")
    rows = Task.objects.select_for_update(of=("self",)).filter(about=about, state=TaskState.OPEN)
    then = TaskState.DONE if needed else TaskState.CANCELLED
    tasks = list(rows.order_by("pk"))
    for task in tasks:
        _close(task, then, Act(by=by, at=at, words=result))
    return len(tasks)


def _by_hand(by: User, task_id: UUID, then: str, words: str, at: datetime) -> Task:
    task = locked_task(task_id)
    hand = hand_of(by, task, on=localdate(at))
    require_open(task, then)
    if not kind_of(task.kind).by_hand:
        raise Refused(ON_ITS_PAGE)
    return _close(task, then, Act(by=by, at=at, on_behalf_of=hand.on_behalf_of, words=words))


def _close(task: Task, then: str, act: Act) -> Task:
    task.state, task.closed_at, task.closed_by = then, act.at, act.by
    task.moves_on = task.remind_on = None
    task.save(update_fields=CLOSED)
    record(f"task.{then}", task, act)
    task_closed.send(Task, task=task, by=act.by, at=act.at)
    return task
