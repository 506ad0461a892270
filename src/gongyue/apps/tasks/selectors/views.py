"""A task as a screen shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.apps.tasks.kinds import kind_of
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.permissions import is_own
from gongyue.apps.tasks.selectors.scope import Scope

SHOWN = ("organisation", "assignee__user", "handed_by")
Names = dict[tuple[UUID | None, UUID], str]


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """One line of the inbox. `concerns` is a name only where the viewer may read names.

    `citation` set `due_on`, unless `law_due_on` is there: then `due_on` is the organisation's own
    day and the citation is of `law_due_on`. `assignee`, `handed_by` and `covered` are colleagues'
    names: who has it, who gave it to them, and the absent one for whom the viewer does it.
    `page` and `page_key` name the route that shows what it is about (kinds.TaskKind.page).
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
    kind: str = ""
    kind_label: str = ""
    role_label: str = ""
    handed_by: str = ""
    covered: str = ""
    moved_on: bool = False
    by_hand: bool = True
    page: str = ""
    page_key: str = ""


def views_of(scope: Scope, tasks: Sequence[Task], on: date) -> list[TaskView]:
    """Load tasks with select_related(*SHOWN); a few queries however many tasks."""
    names = _names(scope, tasks)
    return [_view(scope, task, names, on) for task in tasks]


def _names(scope: Scope, tasks: Sequence[Task]) -> Names:
    """Names of the people concerned: one query a firm, and the viewer's own."""
    may, wanted = scope.names_in(), dict[UUID, set[UUID]]()
    for task in tasks:
        if task.concerns_id and task.organisation_id in may:
            wanted.setdefault(task.organisation_id, set()).add(task.concerns_id)
    names: Names = {
        (firm, person): name
        for firm, people in wanted.items()
        for person, name in names_of_people(scope.viewer, firm, people).items()
    }
    return names | _own_name(scope, tasks)


def _own_name(scope: Scope, tasks: Sequence[Task]) -> Names:
    if scope.link is None or not any(task.person_id for task in tasks):
        return {}
    try:
        name = identity_of(scope.link.person).name
        return {(None, same): name for same in ids_of_person(scope.link.person_id)}
    except Erased:
        return {}


def _view(scope: Scope, task: Task, names: Names, on: date) -> TaskView:
    concerned = (task.organisation_id, task.concerns_id) if task.concerns_id else None
    assignee = task.assignee if task.assignee and task.assignee.ended_at is None else None
    kind = kind_of(task.kind)
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
        is_mine=bool(assignee and assignee.user_id == scope.viewer.pk),
        kind=task.kind,
        kind_label=kind.label,
        role_label=str(Role(task.role).label) if task.role in Role.values else "",
        handed_by=task.handed_by.display_name if task.handed_by and assignee else "",
        covered=_covered(scope, task),
        moved_on=task.rung > 0 and task.state == TaskState.OPEN,
        by_hand=kind.by_hand,
        page=kind.page if task.about else "",
        page_key=task.about if kind.page_takes_about else task.about.partition(":")[2],
    )


def _covered(scope: Scope, task: Task) -> str:
    """For whom the viewer would do it, when it is not their own."""
    here = [m for m in scope.memberships if m.organisation_id == task.organisation_id]
    if not scope.covers or any(is_own(task, membership) for membership in here):
        return ""
    for cover in scope.covers:
        if cover.absent.organisation_id == task.organisation_id and is_own(task, cover.absent):
            return cover.absent.user.display_name
    return ""
