"""Who is told about tasks and filings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.tasks.filings.handling import filing_answer
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.services import NewTask, task_open
from gongyue.apps.tasks.services.clock import move_on, tell_reminders
from gongyue.apps.tasks.services.covers import cover_give
from gongyue.apps.tasks.services.handing import task_hand_over, task_take
from gongyue.apps.tasks.services.remarks import task_say
from tests.apps.people import DAY, People
from tests.apps.tasks.conftest import member
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def told(kind: str) -> set[Any]:
    return set(Message.objects.filter(kind=kind).values_list("user", flat=True))


def test_a_reminder_goes_to_the_role_or_to_who_has_it(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=replace(new, reminders=(3, 1)), at=AT)
    tell_reminders(at=AT)
    assert told("tasks.reminder") == {people.hr.pk}
    Message.objects.all().delete()
    task_take(by=people.hr, task_id=task.pk, at=AT)
    days = (TODAY, TODAY + timedelta(days=9))
    mine, finance = (member(user, people.factory) for user in (people.hr, people.finance))
    cover_give(by=people.hr, membership_id=mine, to=finance, days=days, at=AT)
    assert told("tasks.cover") == {people.finance.pk}
    tell_reminders(at=AT + 2 * DAY)
    assert told("tasks.reminder") == {people.hr.pk, people.finance.pk}
    message = Message.objects.filter(kind="tasks.reminder").first()
    assert message.url == f"/enterprise/tasks/{task.pk}/"  # type: ignore[union-attr]


def test_silence_is_told_to_whom_it_brings_the_task(people: People, new: NewTask) -> None:
    task_open(by=people.chen, new=new, at=AT)
    move_on(at=AT + 4 * DAY)
    assert told("tasks.escalated") == {people.chen.pk}


def test_handing_over_is_told_to_both_and_not_to_who_did_it(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    task_take(by=people.hr, task_id=task.pk, at=AT)
    to = member(people.finance, people.factory)
    task_hand_over(by=people.chen, task_id=task.pk, to=to, words="接着办", at=AT)
    assert told("tasks.handed_over") == {people.finance.pk, people.hr.pk}


def test_leaving_is_told_to_the_owner_and_a_remark_to_who_has_it(
    people: People, new: NewTask
) -> None:
    mine = member(people.hr, people.factory)
    task = task_open(by=people.chen, new=replace(new, assignee_id=mine), at=AT)
    task_say(by=people.chen, task_id=task.pk, words="快一点", at=AT)
    task_say(by=people.hr, task_id=task.pk, words="好的", at=AT)
    assert told("tasks.said") == {people.hr.pk}
    end_role(by=people.chen, membership_id=mine, at=AT)
    assert told("tasks.fell_back") == {people.chen.pk}


def test_a_filer_hears_of_what_the_office_did(people: People) -> None:
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words="问")
    filing = filing_submit(by=people.li, new=new, at=AT)
    assert told("filings.moved") == set()
    filing_answer(by=people.zhou, filing_id=filing.pk, words="答", at=AT)
    assert told("filings.moved") == {people.li.pk}
