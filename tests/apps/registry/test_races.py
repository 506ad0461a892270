"""What two do at once; on PostgreSQL, where they really run side by side."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import SignInCode, User
from gongyue.apps.accounts.services import Caller, send_code, sign_in_with_code
from gongyue.apps.registry.models import Event, Membership, Person, PersonLink
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.services.imports import import_plan, import_start
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.organisations import create_first_administrator, end_role
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.undo import import_undo
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services import NewTask, task_open
from tests.apps.people import LI, ROSTER, WANG, bring_people, grant, imported, table
from tests.cast import AT, PASSWORD, PLACE

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at once; each answers with its value or its exception."""
    answers: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait()
            answers[number] = act()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def refusals(answers: list[Any]) -> int:
    for answer in answers:
        assert not isinstance(answer, Exception) or isinstance(answer, Refused), answer
    return sum(isinstance(answer, Refused) for answer in answers)


def test_two_requests_send_one_code(settings: Any) -> None:
    settings.DEMO = True
    answers = together(*[lambda: send_code(phone="13912340001", caller=Caller(), at=AT)] * 4)
    assert refusals(answers) == 3
    assert SignInCode.objects.count() == 1


def test_parallel_guesses_are_counted_each(settings: Any) -> None:
    settings.DEMO = True
    send_code(phone="13912340001", caller=Caller(), at=AT)
    guess = lambda: sign_in_with_code(phone="13912340001", code="x", caller=Caller(), at=AT)  # noqa: E731
    refusals(together(*[guess] * 8))
    assert SignInCode.objects.get().tries == 5
    assert not User.objects.exists()


def test_there_is_one_first_administrator() -> None:
    def create(number: int) -> Any:
        return create_first_administrator(
            phone=f"1390000888{number}",
            name="甲",
            password=PASSWORD,
            operator_name=f"中心{number}",
            place=PLACE,
            at=AT,
        )

    assert refusals(together(lambda: create(1), lambda: create(2))) == 1
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_two_accounts_cannot_bind_one_person() -> None:
    people = bring_people()
    imported(people.chen, people.factory)
    acts = [
        lambda user=user: link_myself(by=user, name="李师傅", id_number=LI, at=AT)
        for user in (people.li, people.sun, people.wang)
    ]
    assert refusals(together(*acts)) == 2
    assert PersonLink.objects.filter(ended_at=None).count() == 1


def test_the_last_two_owners_do_not_both_leave() -> None:
    people = bring_people()
    grant(people.chen, people.factory, people.hr, Role.OWNER)
    held = Membership.objects.filter(organisation=people.factory, role=Role.OWNER)
    acts = [
        lambda pk=pk: end_role(by=people.chen, membership_id=pk, at=AT)
        for pk in held.values_list("pk", flat=True)
    ]
    answers = together(*acts)
    assert sum(isinstance(answer, Exception) for answer in answers) == 1
    assert held.filter(ended_at=None).count() == 1


def test_two_imports_of_one_roster_make_each_person_once() -> None:
    people = bring_people()
    plans = [
        import_plan(
            by=user,
            organisation_id=people.factory.pk,
            content=table(ROSTER),
            name="花名册.csv",
            at=AT,
        )
        for user in (people.chen, people.hr)
    ]
    answers = together(
        *(lambda p=p: import_start(by=people.chen, batch_id=p.pk, at=AT) for p in plans)
    )
    assert [answer.state for answer in answers] == ["done", "done"]
    assert Person.objects.count() == 2
    assert Event.objects.filter(type="employment.recorded").count() == 2


def test_one_plan_started_twice_runs_once() -> None:
    people = bring_people()
    plan = import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(ROSTER),
        name="花名册.csv",
        at=AT,
    )
    start = lambda: import_start(by=people.chen, batch_id=plan.pk, at=AT)  # noqa: E731
    refusals(together(start, start))
    assert Event.objects.filter(type="employment.recorded").count() == 2


def test_two_firms_that_import_the_same_newcomer_make_one_person() -> None:
    people = bring_people()
    answers = together(
        lambda: imported(people.chen, people.factory),
        lambda: imported(people.wang, people.platform),
        lambda: link_myself(by=people.li, name="李师傅", id_number=LI, at=AT),
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Person.objects.count() == 2


def test_a_stance_and_an_undo_do_not_cross() -> None:
    people = bring_people()
    batch = imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    event = Event.objects.get(type="employment.recorded", row=2)
    answers = together(
        lambda: take_stance(by=people.li, event_id=event.pk, kind="confirmed", words="", at=AT),
        lambda: import_undo(by=people.chen, batch_id=batch.pk, at=AT),
    )
    assert refusals(answers) == 1
    reversed_ = Event.objects.filter(reverses=event).exists()
    answered = Event.objects.filter(about=event).exists()
    assert reversed_ != answered


def test_a_task_is_opened_once() -> None:
    people = bring_people()
    new = NewTask(title="补签", organisation_id=people.factory.pk, about="checkup:x:1")
    answers = together(*[lambda: task_open(by=people.chen, new=new, at=AT)] * 3)
    assert len({answer.pk for answer in answers}) == 1
    assert Task.objects.count() == 1


def test_a_newcomer_who_binds_twice_is_one_person() -> None:
    people = bring_people()
    acts = [
        lambda user=user: link_myself(by=user, name="王骑手", id_number=WANG, at=AT + timedelta(0))
        for user in (people.wang, people.sun)
    ]
    assert refusals(together(*acts)) == 1
    assert Person.objects.count() == 1
