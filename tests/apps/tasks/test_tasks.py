"""Tasks: opened once, done by those they belong to, told when overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Membership, Person
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.tasks.events import task_closed, task_overdue
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.selectors import inbox, inbox_count, task_page, tasks_about
from gongyue.apps.tasks.services import NewTask, task_cancel, task_done, task_open, tell_overdue
from tests.apps.people import DAY, LI, People, grant, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()


@pytest.fixture
def new(people: People) -> NewTask:
    return NewTask(
        title="补签书面劳动合同",
        organisation_id=people.factory.pk,
        role="hr",
        due_on=TODAY + timedelta(days=3),
        citation="cn/labour-contract-law#10.2",
        if_nobody="二倍工资继续计算。",
        about="checkup:contract.missing:1",
    )


def test_a_task_is_opened_done_and_leaves_its_trace(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    view = inbox(people.hr, on=TODAY)[0]
    assert (view.title, view.days_left, view.organisation) == ("补签书面劳动合同", 3, "晨光工厂")
    assert task_done(by=people.hr, task_id=task.pk, result="已签", at=AT).state == "done"
    assert inbox(people.hr, on=TODAY) == []
    assert [v.state for v in inbox(people.hr, on=TODAY, state="done")] == ["done"]
    types = Event.objects.filter(type__startswith="task.").values_list("type", flat=True)
    assert list(types.order_by("pk")) == ["task.opened", "task.done"]


def test_one_is_open_for_a_thing_at_a_time(people: People, new: NewTask) -> None:
    first = task_open(by=people.chen, new=new, at=AT)
    assert task_open(by=people.chen, new=new, at=AT) == first
    assert Event.objects.filter(type="task.opened").count() == 1
    task_done(by=people.chen, task_id=first.pk, result="", at=AT)
    assert task_open(by=people.chen, new=new, at=AT) != first


def test_the_inbox_is_by_role_and_the_owner_sees_all(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    counts = {
        name: inbox_count(getattr(people, name))
        for name in ("chen", "hr", "finance", "li", "wang", "zhou", "zhao", "sun", "operator")
    }
    assert {name for name, count in counts.items() if count} == {"chen", "hr"}
    for user in (people.finance, people.sun, people.zhou):
        with pytest.raises(NotFound):
            task_page(user, task.pk, on=TODAY)
    assert task_page(people.hr, task.pk, on=TODAY).citation == "cn/labour-contract-law#10.2"
    assert tasks_about(people.sun, new.about, on=TODAY) == []
    assert len(tasks_about(people.hr, new.about, on=TODAY)) == 1


@pytest.mark.parametrize("act", [task_done, task_cancel])
def test_only_those_it_belongs_to_close_it(people: People, new: NewTask, act: Any) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    words = {"result": "x"} if act is task_done else {"reason": "x"}
    for user, error in (
        (people.sun, NotFound),
        (people.wang, NotFound),
        (people.finance, NotAllowed),
    ):
        with pytest.raises(error):
            act(by=user, task_id=task.pk, at=AT, **words)
    act(by=people.hr, task_id=task.pk, at=AT, **words)
    with pytest.raises(Refused):
        act(by=people.hr, task_id=task.pk, at=AT, **words)


def test_nobody_opens_tasks_for_others(people: People, new: NewTask) -> None:
    for user, error in ((people.sun, NotFound), (people.finance, NotAllowed)):
        with pytest.raises(error):
            task_open(by=user, new=new, at=AT)
    with pytest.raises(NotFound):
        task_done(by=people.chen, task_id=uuid4(), result="", at=AT)


def test_a_task_of_a_worker_is_theirs_alone(people: People) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    person = Person.objects.get()
    task = task_open(by=None, new=NewTask(title="核对工资", person_id=person.pk), at=AT)
    assert [view.title for view in inbox(people.li, on=TODAY)] == ["核对工资"]
    for user in (people.chen, people.sun, people.wang):
        assert inbox_count(user) == 0
        with pytest.raises(NotFound):
            task_done(by=user, task_id=task.pk, result="", at=AT)
    task_done(by=people.li, task_id=task.pk, result="对", at=AT)


def test_the_name_concerned_shows_to_those_who_may_read_names(people: People, new: NewTask) -> None:
    imported(people.chen, people.factory)
    person = Person.objects.get(employments__department="装配车间")
    task_open(by=people.chen, new=replace(new, concerns_id=person.pk, role=""), at=AT)
    assert inbox(people.hr, on=TODAY)[0].concerns == "李师傅"


def test_cancelling_needs_a_reason(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    with pytest.raises(Refused):
        task_cancel(by=people.chen, task_id=task.pk, reason=" ", at=AT)


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_overdue_is_told_once_and_only_after_the_last_day(
    people: People, new: NewTask, days: int, late: bool
) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    heard: list[Any] = []

    def hear(sender: Any, task: Task, **_: Any) -> None:
        heard.append(task.pk)

    task_overdue.connect(hear)
    try:
        assert tell_overdue(at=AT + days * DAY) == (1 if late else 0)
        assert tell_overdue(at=AT + days * DAY) == 0
    finally:
        task_overdue.disconnect(hear)
    assert heard == ([task.pk] if late else [])


def test_a_done_task_is_never_overdue(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    task_done(by=people.chen, task_id=task.pk, result="", at=AT)
    assert tell_overdue(at=AT + 9 * DAY) == 0


def test_apps_above_hear_that_it_was_closed(people: People, new: NewTask) -> None:
    heard: list[Any] = []

    def hear(sender: Any, task: Task, by: Any, **_: Any) -> None:
        heard.append((task.state, by))

    task_closed.connect(hear)
    try:
        task = task_open(by=people.chen, new=new, at=AT)
        task_cancel(by=people.chen, task_id=task.pk, reason="重复", at=AT)
    finally:
        task_closed.disconnect(hear)
    assert heard == [("cancelled", people.chen)]


def test_the_most_urgent_comes_first(people: People, new: NewTask) -> None:
    days = (date(2026, 4, 1), None, date(2026, 3, 5))
    for number, day in enumerate(days):
        task_open(
            by=people.chen,
            new=replace(new, title=str(number), due_on=day, about=str(number)),
            at=AT,
        )
    assert [view.title for view in inbox(people.chen, on=TODAY)] == ["2", "0", "1"]


@pytest.mark.parametrize(
    "broken",
    [
        {"organisation_id": None},
        {"if_nobody": ""},
        {"state": "lost"},
        {"state": "done"},
        {"closed_at": AT},
    ],
)
def test_the_database_holds_the_rules(people: People, new: NewTask, broken: dict) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**broken)


def test_the_inbox_takes_few_queries(
    people: People, new: NewTask, django_assert_max_num_queries: Any
) -> None:
    imported(people.chen, people.factory)
    for number, person in enumerate(Person.objects.all()):
        task_open(by=people.chen, new=replace(new, about=str(number), concerns_id=person.pk), at=AT)
    with django_assert_max_num_queries(11):
        assert len(inbox(people.hr, on=TODAY)) == 2


def member(people: People, user: Any) -> int:
    return Membership.objects.get(user=user, organisation=people.factory, ended_at=None).pk


def test_an_assigned_task_is_the_assignees_and_the_owners(people: People, new: NewTask) -> None:
    finance = member(people, people.finance)
    task = task_open(by=people.chen, new=replace(new, assignee_id=finance), at=AT)
    assert task.role == "finance"
    views = {
        name: inbox(getattr(people, name), on=TODAY) for name in ("chen", "hr", "finance", "sun")
    }
    assert {name for name, found in views.items() if found} == {"chen", "finance"}
    assert (views["finance"][0].assignee, views["finance"][0].is_mine) == ("吴财务", True)
    assert not views["chen"][0].is_mine
    with pytest.raises(NotAllowed):
        task_done(by=people.hr, task_id=task.pk, result="x", at=AT)
    assert task_done(by=people.finance, task_id=task.pk, result="x", at=AT).state == "done"


def test_when_the_assignee_goes_their_role_has_it(people: People, new: NewTask) -> None:
    grant(people.chen, people.factory, people.li, "finance")
    finance = member(people, people.finance)
    task = task_open(by=people.chen, new=replace(new, assignee_id=finance), at=AT)
    assert not inbox(people.li, on=TODAY)
    end_role(by=people.chen, membership_id=finance, at=AT)
    assert [view.assignee for view in inbox(people.li, on=TODAY)] == [""]
    assert not inbox(people.finance, on=TODAY)
    task_done(by=people.li, task_id=task.pk, result="x", at=AT)


def test_only_a_colleague_who_does_tasks_is_assigned(people: People, new: NewTask) -> None:
    ended = member(people, people.finance)
    end_role(by=people.chen, membership_id=ended, at=AT)
    other = Membership.objects.get(user=people.wang, organisation=people.platform).pk
    for membership in (ended, other, 0):
        with pytest.raises(Refused) as refusal:
            task_open(by=people.chen, new=replace(new, assignee_id=membership), at=AT)
        assert refusal.value.field == "assignee"
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(
            title="x",
            person=Person.objects.create(made_at=AT, identity_sealed=b"x"),
            assignee_id=member(people, people.hr),
            opened_at=AT,
        )


def test_handing_over_needs_the_callers_word(people: People, new: NewTask) -> None:
    given = replace(new, assignee_id=member(people, people.finance))
    with pytest.raises(NotAllowed):
        task_open(by=people.hr, new=given, at=AT)
    assert task_open(by=people.hr, new=given, at=AT, may_hand_over=True).opened_by == people.hr
