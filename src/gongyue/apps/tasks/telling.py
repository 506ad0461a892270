"""Who is told what about tasks and filings; by which channel is theirs to choose."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate

from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.services import Recipients, notify
from gongyue.apps.registry.roles import EMPLOYERS, Kind
from gongyue.apps.tasks.events import (
    cover_given,
    filing_moved,
    task_escalated,
    task_fell_back,
    task_handed_over,
    task_reminder,
    task_said,
)
from gongyue.apps.tasks.filings.numbers import shown_number
from gongyue.apps.tasks.filings.selectors import PLAIN
from gongyue.apps.tasks.models import Cover, Filing, Task
from gongyue.apps.tasks.permissions import OWNERS

NEWS = frozenset(
    {
        "filing.answered",
        "filing.asked",
        "filing.passed_on",
        "filing.escalated",
        "filing.closed",
    }
)
DESKS = {Kind.REGULATOR: "regulator", Kind.MEDIATION: "mediator", Kind.PROVIDER: "provider",
         Kind.OPERATOR: "operator"}  # fmt: skip


@receiver(task_reminder)
def remind(sender: Any, task: Task, at: datetime, **_: Any) -> None:
    """Whoever has it, and who covers for them."""
    _tell(_holders(task, at), "tasks.reminder", task, at, due_on=task.due_on)


@receiver(task_escalated)
def bring(sender: Any, task: Task, at: datetime, **_: Any) -> None:
    """Whom silence has brought it to, or who is called again."""
    _tell(_holders(task, at), "tasks.escalated", task, at)


@receiver(task_handed_over)
def hand(  # noqa: PLR0913 - the facts of the signal
    sender: Any, task: Task, by: User, to: User, giver: User | None, words: str, at: datetime,
    **_: Any,
) -> None:  # fmt: skip
    """Both: who has it now, and who had it; not whoever did it."""
    told = {to.pk, giver.pk if giver else by.pk} - {by.pk}
    facts = {"giver": by.display_name, "receiver": to.display_name, "words": words}
    _tell(Recipients(user_ids=tuple(told)), "tasks.handed_over", task, at, **facts)


@receiver(task_fell_back)
def back(sender: Any, task: Task, by: User, at: datetime, **_: Any) -> None:
    """The owner is to find somebody."""
    to = Recipients(organisation_id=task.organisation_id, roles=tuple(OWNERS))
    _tell(to, "tasks.fell_back", task, at, who=by.display_name)


@receiver(task_said)
def say(sender: Any, task: Task, by: User, at: datetime, **_: Any) -> None:
    """The one who has it by name, unless they wrote it themself."""
    if task.assignee is not None and task.assignee.user_id != by.pk:
        to = Recipients(user_ids=(task.assignee.user_id,))
        _tell(to, "tasks.said", task, at, who=by.display_name)


@receiver(cover_given)
def ask(sender: Any, cover: Cover, by: User, at: datetime, **_: Any) -> None:
    """The colleague who is to cover."""
    facts = {"who": by.display_name, "first_on": cover.first_on, "last_on": cover.last_on}
    notify(
        to=Recipients(user_ids=(cover.colleague.user_id,)),
        kind="tasks.cover",
        facts=facts,
        at=at,
        url=_at_desk(cover.absent.organisation.kind, "tasks/away/"),
        about=f"cover:{cover.pk}",
        within=cover.absent.organisation_id,
    )


@receiver(filing_moved)
def report(sender: Any, filing: Filing, step: str, at: datetime, **_: Any) -> None:
    """The filer, whenever the office has done something; an organisation has its inbox."""
    if step not in NEWS or filing.organisation_id is not None or filing.filer_id is None:
        return
    facts = {
        "number": shown_number(filing.number),
        "what": PLAIN[step],
        "office": filing.office.name,
    }
    notify(
        to=Recipients(user_ids=(filing.filer_id,)),
        kind="filings.moved",
        facts=facts,
        at=at,
        url=f"/worker/matters/{filing.pk}/",
        about=f"filing:{filing.pk}",
        within=filing.office_id,
    )


def _tell(to: Recipients, kind: str, task: Task, at: datetime, **facts: Any) -> None:
    mine = f"/worker/matters/tasks/{task.pk}/"
    place = task.organisation
    url = _at_desk(place.kind, f"tasks/{task.pk}/") if place else mine
    facts = {"title": task.title, **facts}
    about, within = f"task:{task.pk}", task.organisation_id
    notify(to=to, kind=kind, facts=facts, at=at, url=url, about=about, within=within)


def _holders(task: Task, at: datetime) -> Recipients:
    """The person, the assignee or the members in the role; and whoever covers for the assignee."""
    if task.person_id is not None:
        return Recipients(person_ids=(task.person_id,))
    assignee = task.assignee
    if assignee is None or assignee.ended_at is not None:
        roles = (task.role,) if task.role else ()
        return Recipients(organisation_id=task.organisation_id, roles=roles)
    on = localdate(at)
    covers = Cover.objects.filter(
        absent=assignee, ended_at=None, first_on__lte=on, last_on__gte=on
    ).values_list("colleague__user", flat=True)
    return Recipients(user_ids=(assignee.user_id, *covers))


def _at_desk(kind: str, page: str) -> str:
    """The address on the desk of such an organisation; none where it has no desk (unions)."""
    desk = "enterprise" if kind in EMPLOYERS else DESKS.get(Kind(kind), "")
    return f"/{desk}/{page}" if desk else ""
