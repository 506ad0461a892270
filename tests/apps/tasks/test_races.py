"""Two colleagues at once; on PostgreSQL, where they really run side by side."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.registry.roles import Role
from gongyue.apps.tasks.filings.handling import filing_answer, filing_close
from gongyue.apps.tasks.filings.rating import filing_rate
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.models import Cover, Filing, Rating, Task, TaskTrace
from gongyue.apps.tasks.services import NewTask, task_cancel, task_done, task_open
from gongyue.apps.tasks.services.clock import move_on, tell_overdue
from gongyue.apps.tasks.services.covers import cover_give
from gongyue.apps.tasks.services.handing import task_hand_over, task_take
from tests.apps.people import DAY, People, bring_people, grant
from tests.apps.registry.test_races import refusals, together
from tests.apps.tasks.conftest import member
from tests.cast import AT

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> People:
    return bring_people()


def opened(people: People, **more: Any) -> Task:
    facts = {"title": "试", "organisation_id": people.factory.pk, "role": "hr", **more}
    return task_open(by=people.chen, new=NewTask(**facts), at=AT)


def trace(task: Task, type_: str) -> int:
    return TaskTrace.objects.filter(task=task, event__type=type_).count()


def test_of_two_who_take_it_one_does(people: People) -> None:
    grant(people.chen, people.factory, people.li, Role.OWNER)
    task = opened(people)
    users = (people.chen, people.li)
    answers = together(*[lambda u=u: task_take(by=u, task_id=task.pk, at=AT) for u in users])
    assert refusals(answers) == 1
    assert trace(task, "task.taken") == 1


def test_it_is_closed_once_whoever_closes_it(people: People) -> None:
    task = opened(people)
    answers = together(
        lambda: task_done(by=people.hr, task_id=task.pk, result="办了", at=AT),
        lambda: task_cancel(by=people.chen, task_id=task.pk, reason="不用了", at=AT),
        lambda: task_done(by=people.chen, task_id=task.pk, result="办了", at=AT),
    )
    assert refusals(answers) == 2
    assert trace(task, "task.done") + trace(task, "task.cancelled") == 1


def test_handing_over_and_closing_do_not_cross(people: People) -> None:
    task = opened(people)
    to = member(people.finance, people.factory)
    answers = together(
        lambda: task_hand_over(by=people.chen, task_id=task.pk, to=to, words="接", at=AT),
        lambda: task_done(by=people.chen, task_id=task.pk, result="", at=AT),
    )
    assert refusals(answers) <= 1
    task.refresh_from_db()
    assert task.state == "done"


def test_a_rung_is_climbed_once(people: People) -> None:
    task = opened(people, due_on=AT.date(), if_nobody="转。")
    answers = together(
        *[lambda: move_on(at=AT + DAY)] * 3, *[lambda: tell_overdue(at=AT + DAY)] * 2
    )
    refusals(answers)
    assert (sum(answers[:3]), sum(answers[3:])) == (1, 1)
    task.refresh_from_db()
    assert task.rung == 1


def test_nobody_is_covered_twice(people: People) -> None:
    days = (AT.date(), AT.date())
    mine = member(people.hr, people.factory)
    others = [member(user, people.factory) for user in (people.chen, people.finance)]
    answers = together(
        *[
            lambda to=to: cover_give(by=people.hr, membership_id=mine, to=to, days=days, at=AT)
            for to in others
        ]
    )
    assert refusals(answers) == 1 and Cover.objects.count() == 1


def filed(people: People) -> Filing:
    new = NewFiling(kind="opinion.request", office_id=people.bureau.pk, words="问")
    return filing_submit(by=people.li, new=new, at=AT)


def test_a_filing_is_answered_or_closed_but_not_both(people: People) -> None:
    filing = filed(people)
    call = {"filing_id": filing.pk, "words": "答", "at": AT}
    answers = together(
        lambda: filing_answer(by=people.zhou, **call),
        lambda: filing_close(by=people.clerk, outcome="solved", **call),
        lambda: filing_answer(by=people.clerk, **call),
    )
    assert refusals(answers) == 2
    assert filing.steps.count() == 2


def test_a_filing_is_rated_once(people: People) -> None:
    filing = filed(people)
    call = {"filing_id": filing.pk, "at": AT}
    filing_close(by=people.zhou, outcome="solved", words="办", **call)
    rate = lambda: filing_rate(by=people.li, level=1, reasons=(), words="", **call)  # noqa: E731
    assert refusals(together(*[rate] * 3)) == 2
    assert Rating.objects.count() == 1


def test_filings_at_once_have_numbers_of_their_own(people: People) -> None:
    together(*[lambda: filed(people)] * 6)
    assert Filing.objects.values("number").distinct().count() == 6
