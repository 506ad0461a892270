"""What days do to a task: reminders, and silence that always brings it to somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.models import Event, Organisation, Person
from gongyue.apps.registry.roles import Kind, Role
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.tasks.escalation import office_above, operator_for
from gongyue.apps.tasks.events import task_escalated, task_reminder
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.selectors import inbox, task_page, thread_of
from gongyue.apps.tasks.services import NewTask, task_done, task_open
from gongyue.apps.tasks.services.clock import move_on, tell_reminders
from tests.apps.people import DAY, LI, People, grant, office
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def days(at: Any, count: int) -> Any:
    return at + count * DAY


def test_reminders_are_told_on_their_days_and_once(people: People, new: NewTask, hear: Any) -> None:
    said = hear(task_reminder)
    task_open(by=people.chen, new=replace(new, reminders=(2, 0)), at=AT)
    told = [tell_reminders(at=days(AT, number)) for number in (0, 1, 1, 2, 3, 3, 4)]
    assert told == [0, 1, 0, 0, 1, 0, 0]
    assert [facts["days_left"] for facts in said] == [2, 0]


def test_a_reminder_missed_by_a_day_is_made_up_for(people: People, new: NewTask, hear: Any) -> None:
    said = hear(task_reminder)
    task_open(by=people.chen, new=replace(new, reminders=(2,)), at=AT)
    assert tell_reminders(at=days(AT, 2)) == 1
    assert [facts["days_left"] for facts in said] == [1]


def test_a_task_due_today_reminds_today(people: People, new: NewTask) -> None:
    task_open(by=people.chen, new=replace(new, due_on=TODAY), at=AT)
    assert tell_reminders(at=AT) == 1


def test_what_is_done_reminds_nobody(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    task_done(by=people.chen, task_id=task.pk, result="", at=AT)
    assert tell_reminders(at=days(AT, 3)) == move_on(at=days(AT, 90)) == 0


def test_a_firms_task_goes_to_its_owner_and_no_further(
    people: People, new: NewTask, hear: Any
) -> None:
    said = hear(task_escalated)
    task = task_open(by=people.chen, new=new, at=AT)
    assert move_on(at=days(AT, 3)) == 0
    assert move_on(at=days(AT, 4)) == 1
    task.refresh_from_db()
    assert (task.role, task.asked_role, task.rung) == ("owner", "hr", 1)
    assert [view.moved_on for view in inbox(people.chen, on=TODAY)] == [True]
    assert inbox(people.hr, on=TODAY), "who was asked first may still do it"
    assert move_on(at=days(AT, 4)) == 0
    for number in range(5, 60):
        move_on(at=days(AT, number))
    task.refresh_from_db()
    assert task.organisation == people.factory and task.role == "owner"
    assert [facts["again"] for facts in said][:3] == [False, True, True]
    assert 8 <= len(said) <= 9  # called again each week, not each day


def test_an_offices_task_climbs_to_the_head_the_office_above_and_the_operator(
    people: People, new: NewTask, headed: Organisation, city_bureau: Organisation
) -> None:
    facts = {"organisation_id": people.bureau.pk, "role": Role.INSPECTOR}
    task = task_open(by=None, new=replace(new, **facts), at=AT)
    seen = []
    for number in range(4, 40):
        if move_on(at=days(AT, number)):
            task.refresh_from_db()
            seen.append((number, task.organisation.name, task.role))
    assert seen[:3] == [
        (4, "示例区劳动监察大队", "owner"),
        (9, "示例市人社局", ""),
        (14, "示例市数据中心", "administrator"),
    ]
    assert seen[3:] and {where for _, where, _ in seen[3:]} == {"示例市数据中心"}
    with pytest.raises(NotFound):
        task_page(people.zhou, task.pk, on=TODAY)
    lines = thread_of(people.operator, task.pk, on=TODAY)
    assert [line.what for line in lines][:4] == ["新建待办"] + ["无人办理，移交"] * 3
    assert "转到示例市人社局" in lines[2].note


def test_without_a_head_the_office_above_is_next(
    people: People, new: NewTask, city_bureau: Organisation
) -> None:
    task = task_open(by=None, new=replace(new, organisation_id=people.bureau.pk, role=""), at=AT)
    move_on(at=days(AT, 4))
    task.refresh_from_db()
    assert (task.organisation, task.rung) == (city_bureau, 2)


def test_a_task_without_a_last_day_moves_when_patience_ends(people: People, new: NewTask) -> None:
    undated = replace(new, due_on=None, citation="", if_nobody="")
    task = task_open(by=people.chen, new=undated, at=AT)
    assert move_on(at=days(AT, 29)) == 0
    assert move_on(at=days(AT, 30)) == 1
    task.refresh_from_db()
    assert task.role == "owner"


def test_a_workers_own_task_stays_theirs_and_calls_again(people: People, hear: Any) -> None:
    said = hear(task_escalated)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    facts = {"title": "核对", "if_nobody": "按单位登记的算。", "due_on": TODAY}
    task_open(by=None, new=NewTask(person_id=Person.objects.get().pk, **facts), at=AT)
    assert [move_on(at=days(AT, number)) for number in (0, 1, 2, 8)] == [0, 1, 0, 1]
    assert [entry["again"] for entry in said] == [True, True]
    assert len(inbox(people.li, on=TODAY)) == 1


def test_nobody_is_called_for_who_has_been_erased(people: People) -> None:
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    person = Person.objects.get()
    task = task_open(by=None, new=NewTask(title="核对", person_id=person.pk), at=AT)
    destroy_key(person=person, by=people.operator, at=AT)
    assert [move_on(at=days(AT, number)) for number in (30, 37)] == [1, 0]
    task.refresh_from_db()
    assert (task.state, task.moves_on) == ("cancelled", None)


def test_an_organisation_without_an_owner_is_the_operators_worry(
    people: People, new: NewTask
) -> None:
    union = office(people.operator, "示例区总工会", Kind.UNION)
    grant(people.operator, union, people.sun, Role.REPRESENTATIVE)
    facts = {"organisation_id": union.pk, "role": Role.REPRESENTATIVE, "about": "x:1"}
    task_open(by=None, new=replace(new, **facts), at=AT)
    for number in (4, 11):
        move_on(at=days(AT, number))
    told = [view.title for view in inbox(people.operator, on=TODAY)]
    assert told == ["示例区总工会没有负责人，到期的事没有人管"]
    assert inbox(people.sun, on=TODAY), "the task itself stays where it is"


def test_two_tasks_about_one_thing_do_not_meet(
    people: People, new: NewTask, city_bureau: Organisation
) -> None:
    here = replace(new, organisation_id=people.bureau.pk, role="")
    task = task_open(by=None, new=here, at=AT)
    there = replace(here, organisation_id=city_bureau.pk, due_on=TODAY + timedelta(days=300))
    task_open(by=None, new=there, at=AT)
    move_on(at=days(AT, 4))
    task.refresh_from_db()
    assert task.organisation.kind == Kind.OPERATOR
    assert Task.objects.filter(organisation=city_bureau).count() == 1


def test_who_is_over_whom(people: People, city_bureau: Organisation) -> None:
    province = office(people.operator, "示例省人社厅", Kind.REGULATOR, place="430000")
    assert office_above(people.bureau) == city_bureau
    assert office_above(city_bureau) == province
    assert office_above(province) is None
    assert office_above(people.committee) == people.bureau
    assert operator_for("430102").name == "示例市数据中心"  # type: ignore[union-attr]


def test_each_move_is_an_event(people: People, new: NewTask) -> None:
    task_open(by=people.chen, new=new, at=AT)
    move_on(at=days(AT, 4))
    move_on(at=days(AT, 11))
    types = Event.objects.filter(type__startswith="task.").order_by("pk")
    assert [event.type for event in types] == ["task.opened", "task.escalated", "task.called"]
    assert all(event.actor is None for event in types[1:])
