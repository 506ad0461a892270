"""What can be done to a task: open, done, cancel; and telling that one is overdue."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.tasks.events import task_closed, task_overdue
from gongyue.apps.tasks.models import MOVES, Task, TaskState
from gongyue.apps.tasks.permissions import require_assignee, require_can_do


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """A task about to be opened. `about` is "app.thing:id"; one is open for it at a time.

    `due_on` comes from the law with its `citation`, unless `law_due_on` says that the law's day is
    another; `if_nobody` says what happens then. `assignee_id`: a membership of the organisation,
    whose role takes the place of `role`.
    """

    title: str
    organisation_id: UUID | None = None
    role: str = ""
    person_id: UUID | None = None
    assignee_id: int | None = None
    concerns_id: UUID | None = None
    due_on: date | None = None
    law_due_on: date | None = None
    citation: str = ""
    if_nobody: str = ""
    about: str = ""


@transaction.atomic
def task_open(*, by: User | None, new: NewTask, at: datetime, may_hand_over: bool = False) -> Task:
    """Open a task, or hand back the one already open about the same thing.

    With `by` the user must be able to do it themself, unless `may_hand_over`: another app's
    service has checked that they may give it to colleagues. `by` None is the system.
    Raises NotFound, NotAllowed, Refused (no such colleague).
    """
    assignee = _assignee(new)
    task = Task(
        title=new.title[:120],
        organisation_id=new.organisation_id,
        role=assignee.role if assignee else new.role,
        assignee=assignee,
        person_id=new.person_id,
        concerns_id=new.concerns_id,
        due_on=new.due_on,
        law_due_on=new.law_due_on,
        citation=new.citation,
        if_nobody=new.if_nobody[:300],
        about=new.about,
        opened_at=at,
        opened_by=by,
    )
    if by is not None and not may_hand_over:
        require_can_do(by, task)
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        return _already_open(new)
    _record("task.opened", task, by, at)
    return task


@transaction.atomic
def task_done(*, by: User, task_id: UUID, result: str, at: datetime) -> Task:
    """Close a task as done, with what came of it."""
    return _close(by, task_id, TaskState.DONE, result, at)


@transaction.atomic
def task_cancel(*, by: User, task_id: UUID, reason: str, at: datetime) -> Task:
    """Close a task that need not be done; the reason is kept."""
    if not reason.strip():
        raise Refused("请写明取消的原因。", "reason")
    return _close(by, task_id, TaskState.CANCELLED, reason, at)


@transaction.atomic
def close_about(*, about: str, result: str, at: datetime) -> int:
    """What a task asked for was done on its own page: the open ones about it are done; how many."""
    rows = Task.objects.select_for_update().filter(about=about, state=TaskState.OPEN)
    for task in rows:
        task.state, task.closed_at = TaskState.DONE, at
        task.save(update_fields=["state", "closed_at"])
        _record("task.done", task, None, at, result[:1_000])
        task_closed.send(Task, task=task, by=None, at=at)
    return len(rows)


def tell_overdue(*, at: datetime) -> int:
    """Signal each open task whose last day has passed, once; how many. Safe to run twice."""
    late = Task.objects.filter(
        state=TaskState.OPEN, due_on__lt=localdate(at), overdue_told_at=None
    ).values_list("pk", flat=True)
    return sum(_tell_one(pk, at) for pk in list(late))


@transaction.atomic
def _tell_one(pk: UUID, at: datetime) -> bool:
    rows = Task.objects.filter(pk=pk, state=TaskState.OPEN, overdue_told_at=None)
    if not rows.update(overdue_told_at=at):
        return False
    task = Task.objects.get(pk=pk)
    _record("task.overdue", task, None, at)
    task_overdue.send(Task, task=task, at=at)
    return True


def _close(by: User, task_id: UUID, then: str, words: str, at: datetime) -> Task:
    task = Task.objects.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_do(by, task)
    if then not in MOVES[task.state]:
        raise Refused("这件事已经办结或取消。")
    task.state, task.closed_at, task.closed_by = then, at, by
    task.save(update_fields=["state", "closed_at", "closed_by"])
    _record(f"task.{then}", task, by, at, words.strip()[:1_000])
    task_closed.send(Task, task=task, by=by, at=at)
    return task


def _assignee(new: NewTask) -> Membership | None:
    if new.assignee_id is None or new.organisation_id is None:
        return None
    return require_assignee(new.organisation_id, new.assignee_id)


def _already_open(new: NewTask) -> Task:
    found = Task.objects.filter(
        about=new.about,
        organisation=new.organisation_id,
        person=new.person_id,
        state=TaskState.OPEN,
    ).first()
    if found is None:
        raise Refused("待办没有建成，请重试。")
    return found


def _record(type_: str, task: Task, by: User | None, at: datetime, result: str = "") -> None:
    payload = {"task": str(task.pk), "about": task.about, "title": task.title, "result": result}
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            person_id=task.concerns_id or task.person_id,
            organisation_id=task.organisation_id,
            payload={name: text for name, text in payload.items() if text},
            source=Event.Source.PORTAL if by else Event.Source.SYSTEM,
        )
    )
