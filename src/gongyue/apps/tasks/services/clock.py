"""What the days do to a task: remind, tell that it is overdue, and move it when nobody acts.

Each runs daily, one short transaction a task, and finds nothing left to do the second time.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongyue.apps.tasks.escalation import Place, next_place, operator_for, owner_of
from gongyue.apps.tasks.events import task_escalated, task_overdue, task_reminder
from gongyue.apps.tasks.kinds import kind_of
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.schedule import next_move_on, next_reminder
from gongyue.apps.tasks.services.opening import NewTask, task_open
from gongyue.apps.tasks.services.tracing import Act, record

NO_OWNER = "task.no_owner"
MOVED = ["organisation", "role", "asked_role", "assignee", "handed_by", "rung", "moves_on"]


def tell_reminders(*, at: datetime) -> int:
    """Signal task_reminder for each task whose day of reminding has come; how many."""
    due = Q(state=TaskState.OPEN, remind_on__lte=localdate(at))
    return _each(due, at, _remind)


def tell_overdue(*, at: datetime) -> int:
    """Signal each open task whose last day has passed, once; how many. Safe to run twice."""
    late = Q(state=TaskState.OPEN, due_on__lt=localdate(at), overdue_told_at=None)
    return _each(late, at, _overdue)


def move_on(*, at: datetime) -> int:
    """Move what nobody acted on to whoever is next, or call again whoever is last; how many."""
    silent = Q(state=TaskState.OPEN, moves_on__lte=localdate(at))
    return _each(silent, at, _move)


def _each(which: Q, at: datetime, act: Callable[[Task, datetime], None]) -> int:
    rows = Task.objects.filter(which).order_by("pk").values_list("pk", flat=True)
    return sum(_one(pk, which, at, act) for pk in list(rows))


@transaction.atomic
def _one(pk: UUID, which: Q, at: datetime, act: Callable[[Task, datetime], None]) -> bool:
    task = Task.objects.select_for_update().filter(which, pk=pk).first()
    if task is None:
        return False
    act(task, at)
    return True


def _remind(task: Task, at: datetime) -> None:
    today = localdate(at)
    task.remind_on = next_reminder(task.reminders, due_on=task.due_on, after=today)
    task.save(update_fields=["remind_on"])
    if task.due_on is not None and task.due_on >= today:
        task_reminder.send(Task, task=task, days_left=(task.due_on - today).days, at=at)


def _overdue(task: Task, at: datetime) -> None:
    task.overdue_told_at = at
    task.save(update_fields=["overdue_told_at"])
    record("task.overdue", task, Act(by=None, at=at))
    task_overdue.send(Task, task=task, at=at)


def _move(task: Task, at: datetime) -> None:
    if task.person is not None and task.person.erased_at is not None:
        _let_go(task, at)
        return
    kind, today = kind_of(task.kind), localdate(at)
    place, rung = next_place(task, kind.escalation)
    task.rung = rung
    task.moves_on = next_move_on(kind, rung=rung, on=today)
    if place is None:
        task.save(update_fields=MOVED)
        record("task.called", task, Act(by=None, at=at, note="仍然没有人办，再次催办。"))
        _call_the_operator(task, at)
    else:
        record("task.escalated", task, Act(by=None, at=at, note=place.words))
        _put(task, place)
    task_escalated.send(Task, task=task, at=at, again=place is None)


def _let_go(task: Task, at: datetime) -> None:
    """Whose it was has been erased: nobody is left to call."""
    task.state, task.closed_at = TaskState.CANCELLED, at
    task.moves_on = task.remind_on = None
    task.save(update_fields=["state", "closed_at", "moves_on", "remind_on"])


def _put(task: Task, place: Place) -> None:
    """Inside the organisation whoever was asked may still act; another one begins afresh."""
    inside = place.organisation_id == task.organisation_id
    task.asked_role = (task.asked_role or task.role) if inside else ""
    task.organisation_id, task.role = place.organisation_id, place.role
    task.assignee = task.handed_by = None
    task.save(update_fields=MOVED)


def _call_the_operator(task: Task, at: datetime) -> None:
    """Where an organisation has no owner to call, the operator is to find it one."""
    held = task.organisation
    if held is None or owner_of(held.pk) is not None:
        return
    operator = operator_for(held.place)
    if operator is None or operator.pk == held.pk:
        return
    new = NewTask(
        kind=NO_OWNER,
        title=f"{held.name}没有负责人，到期的事没有人管",
        organisation_id=operator.pk,
        if_nobody="该单位到期的事会一直没有人办。",
        about=f"organisation:{held.pk}",
    )
    task_open(by=None, new=new, at=at)
