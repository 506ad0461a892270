"""One task, and its story line by line."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.tasks.models import Task, TaskTrace
from gongyue.apps.tasks.selectors.scope import Scope, scope_of, visible
from gongyue.apps.tasks.selectors.views import SHOWN, TaskView, views_of

GONE = "（已按本人要求删除）"


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """One act on a task: who, for whom, when, what, in which words; `note` is the system's."""

    at: datetime
    what: str
    by: str
    on_behalf_of: str
    words: str
    note: str
    is_remark: bool


def task_page(viewer: User, task_id: UUID, *, on: date) -> TaskView:
    """One task of the viewer; raises NotFound."""
    scope = scope_of(viewer, on=on)
    return views_of(scope, [_one(scope, task_id)], on)[0]


def tasks_about(viewer: User, about: str, *, on: date) -> list[TaskView]:
    """Tasks of the viewer about one thing, newest first."""
    scope = scope_of(viewer, on=on)
    rows = visible(scope).select_related(*SHOWN).filter(about=about).order_by("-pk")
    return views_of(scope, list(rows), on)


def thread_of(viewer: User, task_id: UUID, *, on: date) -> list[ThreadLine]:
    """The story of a task, oldest first; raises NotFound."""
    task = _one(scope_of(viewer, on=on), task_id)
    rows = TaskTrace.objects.filter(task=task).select_related(
        "event__person__key", "event__actor", "event__on_behalf_of", "event__acting_as"
    )
    return [_line(row) for row in rows.order_by("pk")]


def _one(scope: Scope, task_id: UUID) -> Task:
    task = visible(scope).select_related(*SHOWN).filter(pk=task_id).first()
    if task is None:
        raise NotFound(NOT_FOR_YOU)
    return task


def _who(event: Event) -> str:
    """The actor, and the provider in whose name they acted; empty for the system."""
    if event.actor is None:
        return ""
    name = event.actor.display_name or "未填称呼"
    return f"{name}（{event.acting_as.name}）" if event.acting_as else name


def _line(row: TaskTrace) -> ThreadLine:
    event = row.event
    try:
        payload = payload_of(event)
    except Erased:
        payload = {"result": GONE}
    return ThreadLine(
        at=event.recorded_at,
        what=EVENT_TYPES[event.type].label,
        by=_who(event),
        on_behalf_of=event.on_behalf_of.display_name if event.on_behalf_of else "",
        words=payload.get("result", ""),
        note=payload.get("note", ""),
        is_remark=event.type == "task.said",
    )
