"""Each act on a task: one event in the stream, and one line of the task's own story."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.acting import provider_acting
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event, Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.apps.tasks.models import MOVES, Task, TaskState, TaskTrace

WORDS = 1_000  # characters of what somebody wrote
CLOSED_ALREADY = "这件事已经办结或取消。"


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who did it, when, for whom, in which words. `note` is the system's own, of no person."""

    by: User | None
    at: datetime
    on_behalf_of: User | None = None
    words: str = ""
    note: str = ""


def record(type_: str, task: Task, act: Act) -> None:
    """Write the event and hang it on the task."""
    payload = {
        "task": str(task.pk),
        "about": task.about,
        "title": task.title,
        "result": act.words.strip()[:WORDS],
        "note": act.note[:WORDS],
    }
    entry = Entry(
        type=type_,
        by=act.by,
        at=act.at,
        occurred_on=localdate(act.at),
        on_behalf_of=act.on_behalf_of,
        acting_as=_provider(task, act),
        person_id=task.concerns_id or task.person_id,
        organisation_id=task.organisation_id,
        payload={name: text for name, text in payload.items() if text},
        source=Event.Source.PORTAL if act.by else Event.Source.SYSTEM,
    )
    event = append_unless_erased(entry)
    if event is not None:
        TaskTrace.objects.create(task=task, event=event)


def _provider(task: Task, act: Act) -> Organisation | None:
    """The provider in whose name somebody acts for a firm."""
    if act.by is None or task.organisation_id is None:
        return None
    return provider_acting(act.by, task.organisation_id, localdate(act.at))


def append_unless_erased(entry: Entry) -> Event | None:
    """Append; about an erased person the act is kept and nothing of the person. None where
    nothing but the person was concerned: then nothing is left to say."""
    try:
        return append_one(entry)
    except Erased:
        if entry.organisation_id is None and entry.by is None:
            return None
        facts: Mapping[str, Any] = {
            name: getattr(entry, name) for name in Entry.__slots__ if name != "person_id"
        }
        return append_one(Entry(**facts))


def locked_task(task_id: UUID) -> Task:
    """The task, held until the transaction ends. Raises NotFound.

    Nothing is joined: whoever waited for the lock would get the rows of before.
    """
    task = Task.objects.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise NotFound(NOT_FOR_YOU)
    return task


def require_open(task: Task, then: str = TaskState.DONE) -> None:
    """Raises Refused unless the move is lawful."""
    if then not in MOVES[task.state]:
        raise Refused(CLOSED_ALREADY)
