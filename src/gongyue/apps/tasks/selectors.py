"""The inbox of a viewer: tasks of their organisations in their roles, and their own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Membership
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    live_memberships,
    person_of,
    rights_of,
)
from gongyue.apps.registry.roles import Can, Role
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.apps.tasks.models import Task, TaskState

SHOWN = ("organisation", "assignee__user")


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """One line of the inbox. `concerns` is a name only where the viewer may read names.

    `citation` set `due_on`, unless `law_due_on` is there: then `due_on` is the organisation's own
    day and the citation is of `law_due_on`. `assignee` is a colleague's name.
    """

    task_id: UUID
    title: str
    organisation_id: UUID | None
    organisation: str
    concerns: str
    due_on: date | None
    days_left: int | None
    citation: str
    if_nobody: str
    about: str
    state: str
    state_label: str
    opened_at: datetime
    closed_at: datetime | None
    law_due_on: date | None = None
    assignee: str = ""
    is_mine: bool = False


def inbox(
    viewer: User, *, on: date, state: str = TaskState.OPEN, organisation_id: UUID | None = None
) -> list[TaskView]:
    """Tasks the viewer may do, the most urgent first; `on` is today."""
    rows = _visible(viewer, organisation_id).filter(state=state)
    rows = rows.select_related(*SHOWN).order_by(F("due_on").asc(nulls_last=True), "pk")
    tasks = list(rows[:200])
    names = _names(viewer, tasks)
    return [_view(viewer, task, names, on) for task in tasks]


def inbox_count(viewer: User, organisation_id: UUID | None = None) -> int:
    """How many tasks are open for the viewer."""
    return _visible(viewer, organisation_id).filter(state=TaskState.OPEN).count()


def task_page(viewer: User, task_id: UUID, *, on: date) -> TaskView:
    """One task of the viewer; raises NotFound."""
    task = _visible(viewer, None).select_related(*SHOWN).filter(pk=task_id).first()
    if task is None:
        raise NotFound(NOT_FOR_YOU)
    return _view(viewer, task, _names(viewer, [task]), on)


def tasks_about(viewer: User, about: str, *, on: date) -> list[TaskView]:
    """Tasks of the viewer about one thing, newest first."""
    tasks = list(_visible(viewer, None).select_related(*SHOWN).filter(about=about).order_by("-pk"))
    names = _names(viewer, tasks)
    return [_view(viewer, task, names, on) for task in tasks]


def _visible(viewer: User, organisation_id: UUID | None) -> QuerySet[Task]:
    mine = Q(pk__in=[])
    for membership in live_memberships(viewer):
        if Can.DO_TASKS not in rights_of(membership):
            continue
        if organisation_id in {None, membership.organisation_id}:
            held = Q(organisation=membership.organisation_id)
            mine |= held if membership.role == Role.OWNER else held & _falls_to(membership)
    link = person_of(viewer)
    if link and organisation_id is None:
        mine |= Q(person=link.person_id)
    return Task.objects.filter(mine)


def _falls_to(membership: Membership) -> Q:
    """As permissions.falls_to, for the database."""
    nobody = Q(assignee=None) | Q(assignee__ended_at__isnull=False)
    in_role = nobody & Q(role__in=["", membership.role])
    return in_role | Q(assignee__user=membership.user_id, assignee__ended_at=None)


def _names(viewer: User, tasks: list[Task]) -> dict[tuple[UUID | None, UUID], str]:
    """Names of the people concerned: one query a firm, and the viewer's own."""
    wanted: dict[UUID, set[UUID]] = {}
    for task in tasks:
        if task.concerns_id and task.organisation_id:
            wanted.setdefault(task.organisation_id, set()).add(task.concerns_id)
    may = {
        membership.organisation_id
        for membership in (live_memberships(viewer) if wanted else ())
        if Can.SEE_PEOPLE in rights_of(membership)
    }
    names = {
        (firm, person): name
        for firm, people in wanted.items()
        if firm in may
        for person, name in names_of_people(viewer, firm, people).items()
    }
    return names | _own_name(viewer, tasks)


def _own_name(viewer: User, tasks: list[Task]) -> dict[tuple[UUID | None, UUID], str]:
    link = person_of(viewer) if any(task.person_id for task in tasks) else None
    if link is None:
        return {}
    try:
        return {(None, link.person_id): identity_of(link.person).name}
    except Erased:
        return {}


def _view(
    viewer: User, task: Task, names: dict[tuple[UUID | None, UUID], str], on: date
) -> TaskView:
    concerned = (task.organisation_id, task.concerns_id) if task.concerns_id else None
    assignee = task.assignee if task.assignee and task.assignee.ended_at is None else None
    return TaskView(
        task_id=task.pk,
        title=task.title,
        organisation_id=task.organisation_id,
        organisation=task.organisation.name if task.organisation else "",
        concerns=names.get(concerned, "") if concerned else "",
        due_on=task.due_on,
        days_left=(task.due_on - on).days if task.due_on else None,
        citation=task.citation,
        if_nobody=task.if_nobody,
        about=task.about,
        state=task.state,
        state_label=str(TaskState(task.state).label),
        opened_at=task.opened_at,
        closed_at=task.closed_at,
        law_due_on=task.law_due_on,
        assignee=assignee.user.display_name if assignee else "",
        is_mine=bool(assignee and assignee.user_id == viewer.pk),
    )
