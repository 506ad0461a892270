"""Files on tasks and filings: who may see and add them, whose they are, and how they come.

A filing's files are sealed for the person who filed it. A task's files are its colleagues' alone
and belong to the thing: they go when whom it concerns is erased (about_me.py).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.errors import NotAllowed, NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.permissions import Owner
from gongyue.apps.documents.rules import AboutRule, declare_about
from gongyue.apps.documents.services.adding import Handed
from gongyue.apps.documents.services.attaching import act_with_files
from gongyue.apps.registry.permissions import live_memberships
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.tasks.filings.replying import is_filer
from gongyue.apps.tasks.filings.selectors import handles_filing
from gongyue.apps.tasks.filings.tracing import about_filing
from gongyue.apps.tasks.models import Filing, Task
from gongyue.apps.tasks.permissions import hand_of

FILING, TASK = "filing", "task"


def with_files(
    *, does: Callable[..., Any], handed: Sequence[Handed], by: User, at: datetime, **facts: Any
) -> Any:
    """Do an act on a task or filing and attach the files to it, all or nothing.

    Raises what the act raises, and Refused at "chosen" for a file that cannot be taken.
    """
    return act_with_files(
        act=lambda: does(by=by, at=at, **facts), owner_of=owner_of, handed=handed, by=by, at=at
    )


def owner_of(thing: Filing | Task) -> Owner:
    """Whose the files of a filing or task are."""
    if isinstance(thing, Task):
        return Owner(about=about_task(thing.pk))
    gone = thing.person is None or thing.person.erased_at is not None
    return Owner(person_id=None if gone else thing.person_id, about=about_filing(thing.pk))


def about_task(task_id: UUID) -> str:
    """What the files of a task are about."""
    return f"{TASK}:{task_id}"


def _filing(about: str) -> Filing | None:
    rows = Filing.objects.select_related("office", "organisation")
    return rows.filter(pk=_key(about)).first()


def _sees_filing(viewer: User, about: str) -> bool:
    filing = _filing(about)
    return filing is not None and (is_filer(viewer, filing) or handles_filing(viewer, filing))


def _adds_to_filing(viewer: User, about: str) -> bool:
    """Both sides; and the clerk who writes it down at a counter, while nobody else has it."""
    filing = _filing(about)
    if filing is None:
        return False
    clerk = filing.filer_id is None and filing.counter_clerk_id == viewer.pk
    return clerk or is_filer(viewer, filing) or handles_filing(viewer, filing)


def _called_on_filing(viewer: User, about: str, added_by: User) -> str:
    """Officials are named to their own office only."""
    filing = _filing(about)
    if filing is None or handles_filing(viewer, filing):
        return added_by.display_name or "未填称呼"
    if filing.organisation_id is None and filing.filer_id == added_by.pk:
        return "您" if viewer.pk == added_by.pk else "本人"
    held = live_memberships(added_by)
    ours = filing.organisation_id and any(m.organisation_id == filing.organisation_id for m in held)
    return (added_by.display_name or "未填称呼") if ours else "承办单位"


def _task(about: str) -> Task | None:
    rows = Task.objects.select_related("assignee", "organisation")
    return rows.filter(pk=_key(about)).first()


def _acts_on_task(viewer: User, about: str) -> bool:
    task = _task(about)
    try:
        return task is not None and bool(hand_of(viewer, task))
    except (NotFound, NotAllowed):
        return False


def _key(about: str) -> UUID | None:
    try:
        return UUID(about.partition(":")[2])
    except ValueError:
        return None


declare_about(
    AboutRule(
        prefix=FILING,
        may_see=_sees_filing,
        may_add=_adds_to_filing,
        purpose=Purpose.COMPLAINT,
        called=_called_on_filing,
        place=lambda about: getattr(_filing(about), "office_id", None),
    )
)
declare_about(
    AboutRule(
        prefix=TASK,
        may_see=_acts_on_task,
        may_add=_acts_on_task,
        purpose=Purpose.STAFF_MANAGEMENT,
        place=lambda about: getattr(_task(about), "organisation_id", None),
    )
)
