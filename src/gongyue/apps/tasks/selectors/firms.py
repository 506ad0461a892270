"""An office's tasks about a firm, and what an officer has in hand about a person."""

from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.tasks.models import TaskState
from gongyue.apps.tasks.selectors.scope import scope_of, visible
from gongyue.apps.tasks.selectors.views import SHOWN, TaskView, views_of


def tasks_about_firm(
    viewer: User, organisation_id: UUID, firm_id: UUID, *, on: date
) -> list[TaskView]:
    """Open tasks of an office whose `about` names a firm, the most urgent first."""
    scope = scope_of(viewer, on=on, organisation_id=organisation_id)
    rows = visible(scope).filter(state=TaskState.OPEN, about__startswith=about_firm(firm_id))
    rows = rows.select_related(*SHOWN).order_by(F("due_on").asc(nulls_last=True), "pk")
    return views_of(scope, list(rows), on)


def tasks_in_hand(
    viewer: User, organisation_id: UUID, person_id: UUID, *, on: date
) -> list[TaskView]:
    """What the viewer themself handles about a person, newest first; nobody else's."""
    scope = scope_of(viewer, on=on, organisation_id=organisation_id)
    mine = Q(assignee__user=viewer, assignee__ended_at=None)
    rows = visible(scope).filter(mine, concerns__in=ids_of_person(person_id))
    return views_of(scope, list(rows.select_related(*SHOWN).order_by("-opened_at", "-pk")), on)


def about_firm(firm_id: UUID, what: str = "") -> str:
    """What the `about` of an office's task begins with when it is about a firm."""
    return f"firm:{firm_id}:{what}"


def open_tasks_by_firm(viewer: User, *, on: date) -> dict[UUID, int]:
    """How many tasks are open for the viewer in each of their organisations; none left out."""
    rows = visible(scope_of(viewer, on=on)).filter(state=TaskState.OPEN)
    held = rows.exclude(organisation=None).order_by().values_list("organisation")
    return dict(held.annotate(n=Count("pk")))
