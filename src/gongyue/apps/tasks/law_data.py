"""法律数据到期: one task for the operator when values or acts must be checked again.

It is about the latest day that has come near. While no later day comes near there is no second
one, done or not; when the tables are brought up to date, what is still open closes by itself.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.roles import Kind
from gongyue.apps.tasks.kinds import Rung, TaskKind, To, declare_kinds
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.services.closing import tasks_settle
from gongyue.apps.tasks.services.opening import NewTask, task_open
from gongyue.law.due import SOON, Due, due_within
from gongyue.law.rulebook import BOOK, Rulebook

KIND, ABOUT = "law.check", "law:"
IF_NOBODY = "过了核对期，仍按最后已知的数值计算，每个结果都会标注存疑。"
MERGED, CURRENT = "并入新的一项。", "数值已经更新。"

declare_kinds(
    TaskKind(
        name=KIND,
        label="核对法律数据",
        reminders=(30, 7, 0),
        escalation=(Rung(to=To.OPERATOR),),
        page="law_data",
    )
)


@transaction.atomic
def ask_to_check(*, at: datetime, book: Rulebook | None = None) -> Task | None:
    """Open the task for what ends within sixty days or has ended; None where there is nothing,
    where it was opened before, or where nobody runs the system yet."""
    rows = due_within(book or BOOK, today=localdate(at), days=SOON)
    about = f"{ABOUT}{rows[-1].checked_until}" if rows else ""
    _settle_others(about, at)
    operator = Organisation.objects.filter(kind=Kind.OPERATOR, is_active=True).order_by("pk")
    office = operator.first()
    if not rows or office is None or Task.objects.filter(about=about).exists():
        return None
    return task_open(by=None, new=_new(rows, about, office), at=at)


def _settle_others(about: str, at: datetime) -> None:
    """What was asked before is part of the new task, or is no longer needed."""
    rows = Task.objects.filter(kind=KIND, state=TaskState.OPEN).exclude(about=about)
    for other in set(rows.values_list("about", flat=True)):
        tasks_settle(about=other, result=MERGED if about else CURRENT, at=at, needed=not about)


def _new(rows: list[Due], about: str, office: Organisation) -> NewTask:
    coming = [row.checked_until for row in rows if not row.is_past]
    return NewTask(
        kind=KIND,
        title=_title(rows, min(coming, default=None)),
        organisation_id=office.pk,
        due_on=min(coming, default=None),
        if_nobody=IF_NOBODY,
        about=about,
    )


def _title(rows: list[Due], first: date | None) -> str:
    past = sum(row.is_past for row in rows)
    parts = [f"{past} 项已过核对期"] if past else []
    parts += [f"{len(rows) - past} 项从 {first} 起到期"] if first else []
    return f"核对法律数据：{'，'.join(parts)}"
