"""What tasks and filings hold about somebody."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.dispatch import receiver

from gongyue.apps.documents.about_me import unsealed_about
from gongyue.apps.documents.services.keeping import documents_forget
from gongyue.apps.registry.about_me import (
    Part,
    Row,
    Subject,
    declare_not_personal,
    declare_part,
)
from gongyue.apps.registry.events import person_erased
from gongyue.apps.registry.holding import declare_holding
from gongyue.apps.tasks.attaching import about_task
from gongyue.apps.tasks.filings.kinds import filing_kind
from gongyue.apps.tasks.filings.tracing import about_filing
from gongyue.apps.tasks.models import Filing, Task


def _tasks(subject: Subject) -> Iterator[Row]:
    mine = Q(person__in=subject.person_ids) | Q(concerns__in=subject.person_ids)
    for row in Task.objects.filter(mine).select_related("organisation").order_by("opened_at"):
        yield {
            "title": row.title,
            "whose": row.organisation.name if row.organisation else "本人",
            "due_on": row.due_on,
            "state": row.get_state_display(),
            "opened_at": row.opened_at,
            "closed_at": row.closed_at,
        }


def _filings(subject: Subject) -> Iterator[Row]:
    mine = Q(person__in=subject.person_ids) | Q(filer__in=subject.user_ids, organisation=None)
    for row in Filing.objects.filter(mine).select_related("office").order_by("made_at"):
        kind = filing_kind(row.kind)
        yield {
            "number": row.number,
            "kind": kind.label if kind else row.kind,
            "office": row.office.name,
            "state": row.get_state_display(),
            "promised_on": row.promised_on,
            "made_at": row.made_at,
            "closed_at": row.closed_at,
        }


def _files(subject: Subject) -> Iterator[Row]:
    """Files of filings that no person's key seals; the others stand under documents."""
    mine = Q(person__in=subject.person_ids) | Q(filer__in=subject.user_ids, organisation=None)
    numbers = {
        about_filing(row.pk): row.number for row in Filing.objects.filter(mine).order_by("made_at")
    }
    for about, facts in unsealed_about(numbers):
        yield {"number": numbers[about], **facts}


declare_part(
    Part(
        name="tasks",
        label="和我有关的待办",
        rows=_tasks,
        covers=("tasks.Task",),
        columns={
            "title": "事项",
            "whose": "谁来办",
            "due_on": "期限",
            "state": "状态",
            "opened_at": "提出时间",
            "closed_at": "办结时间",
        },
    ),
    Part(
        name="filings",
        label="申报事项",
        rows=_filings,
        covers=("tasks.Filing",),
        columns={
            "number": "流水号",
            "kind": "种类",
            "office": "办理单位",
            "state": "状态",
            "promised_on": "承诺办结日",
            "made_at": "提交时间",
            "closed_at": "办结时间",
        },
    ),
    Part(
        name="filing_files",
        label="申报事项的附件",
        rows=_files,
        covers=(),
        columns={
            "number": "流水号",
            "name": "文件名",
            "added_at": "什么时候交的",
            "bytes": "字节数",
            "sha256": "SHA-256",
        },
    ),
)
declare_not_personal({"tasks.Cover": "单位里谁替谁值班，是单位的安排。"})


@receiver(person_erased)
def forget_telephones(sender: Any, user_ids: frozenset[int], **_: Any) -> None:
    """The number of a filing stays; nobody can test a telephone on it any more."""
    Filing.objects.filter(filer__in=user_ids, organisation=None).update(phone_hash="", tail_hash="")


@receiver(person_erased)
def forget_files(
    sender: Any, person_id: UUID, user_ids: frozenset[int], at: datetime, **_: Any
) -> None:
    """What no key of the person seals goes now: files of filings made before they were known, and
    what colleagues attached to tasks that concern them."""
    mine = Q(filer__in=user_ids, organisation=None) | Q(person=person_id)
    filings = Filing.objects.filter(mine).values_list("pk", flat=True)
    tasks = Task.objects.filter(Q(person=person_id) | Q(concerns=person_id))
    abouts = [about_filing(pk) for pk in filings]
    abouts += [about_task(pk) for pk in tasks.values_list("pk", flat=True)]
    documents_forget(abouts=abouts, at=at)


declare_holding("待办", lambda ids: Task.objects.filter(organisation__in=ids).count())


declare_holding("申报事项", lambda ids: Filing.objects.filter(organisation__in=ids).count())
