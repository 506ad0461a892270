"""Opening a task."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import Membership
from gongyue.apps.tasks.kinds import GENERAL, require_kind
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.permissions import OWNERS, hand_of, require_assignee
from gongyue.apps.tasks.schedule import first_move_on, next_reminder
from gongyue.apps.tasks.services.tracing import Act, record

TITLE, IF_NOBODY = 120, 300  # characters
A_DAY_EARLY = 1


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """A task about to be opened, for an organisation (`organisation_id`) or a person.

    kind: a name of kinds.TASK_KINDS. It says whose role it is when `role` is None, when to
        remind unless `reminders` (days before the last day) says otherwise, and the ladder.
    title, if_nobody: name no person; `concerns_id` does.
    about: "app.thing:id"; one task is open for it at a time.
    due_on: the last day, from the law with its `citation`; where `law_due_on` is given, that is
        the law's day and `due_on` the organisation's own. `if_nobody` says what happens then.
    assignee_id: a membership of the organisation, whose role takes the place of `role`.
    """

    title: str
    kind: str = GENERAL
    organisation_id: UUID | None = None
    role: str | None = None
    person_id: UUID | None = None
    assignee_id: int | None = None
    concerns_id: UUID | None = None
    due_on: date | None = None
    law_due_on: date | None = None
    citation: str = ""
    if_nobody: str = ""
    about: str = ""
    reminders: tuple[int, ...] | None = None


@transaction.atomic
def task_open(*, by: User | None, new: NewTask, at: datetime, may_hand_over: bool = False) -> Task:
    """Open a task, or hand back the one already open about the same thing.

    With `by` the user must be able to do it themself, unless `may_hand_over`: another app's
    service has checked that they may give it to colleagues. `by` None is the system.
    Raises BadKind (no such kind), NotFound, NotAllowed, Refused (no such colleague).
    """
    task = _task(new, by, at)
    if by is not None and not may_hand_over:
        hand_of(by, task, on=localdate(at))
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:
        return _already_open(new)
    record("task.opened", task, Act(by=by, at=at))
    return task


def _task(new: NewTask, by: User | None, at: datetime) -> Task:
    kind, today = require_kind(new.kind), localdate(at)
    assignee = _assignee(new)
    role = _held(new.organisation_id, kind.role if new.role is None else new.role)
    days = sorted(kind.reminders if new.reminders is None else new.reminders, reverse=True)
    eve = date.fromordinal(today.toordinal() - A_DAY_EARLY)
    return Task(
        kind=kind.name,
        title=new.title[:TITLE],
        organisation_id=new.organisation_id,
        role="" if new.person_id else assignee.role if assignee else role,
        assignee=assignee,
        person_id=new.person_id,
        concerns_id=new.concerns_id,
        due_on=new.due_on,
        law_due_on=new.law_due_on,
        citation=new.citation,
        if_nobody=new.if_nobody[:IF_NOBODY],
        about=new.about,
        opened_at=at,
        opened_by=by,
        reminders=days,
        remind_on=next_reminder(days, due_on=new.due_on, after=eve),
        moves_on=first_move_on(kind, due_on=new.due_on, opened_on=today),
    )


def _held(organisation_id: UUID | None, role: str) -> str:
    """The role, if somebody has it, or an owner could do it instead; else everybody's."""
    if not role or organisation_id is None:
        return role
    able = [role, *OWNERS]
    rows = Membership.objects.filter(organisation=organisation_id, ended_at=None, role__in=able)
    return role if rows.exists() else ""


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
    if found is None or not new.about:
        raise Refused("待办没有建成，请重试。")
    return found
