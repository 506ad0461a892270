"""谁看过我: which parts were shown; asking why, and the answer or the silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Person
from gongyue.apps.registry.selectors.accesses import (
    Wanted,
    access_log_of_myself,
    access_of_myself,
    accesses_to_myself,
    question_for_office,
    questions_of_myself,
)
from gongyue.apps.registry.services.access import open_as_delegate, open_person
from gongyue.apps.registry.services.questions import explain_opening, question_access
from gongyue.apps.tasks.models import Task
from gongyue.apps.tasks.services import tell_overdue
from tests.apps.people import HOUR, People, imported, let, linked, office
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(people: People) -> Person:
    imported(people.chen, people.factory)
    linked(people.li)
    return Person.objects.get(links__user=people.li)


def opened(people: People, li: Person, **changes: Any) -> int:
    facts = {"by": people.zhou, "person_id": li.pk, "purpose": "complaint", "at": AT}
    open_person(**facts | changes)
    return accesses_to_myself(people.li)[0].event_id


def ask(people: People, event_id: int, words: str = "为什么看我的工资？") -> Event:
    return question_access(by=people.li, event_id=event_id, words=words, at=AT)


def test_an_opening_says_office_role_purpose_and_parts_and_no_name(
    people: People, li: Person
) -> None:
    seen = access_of_myself(people.li, opened(people, li, words="核对"))
    assert (seen.office, seen.role, seen.purpose) == (
        "示例区劳动监察大队",
        "监察员",
        "处理投诉举报",
    )
    assert (seen.parts, seen.words) == (("用工登记",), "核对")
    assert "周监察员" not in repr(seen)
    for user in (people.sun, people.chen, people.zhou):
        with pytest.raises(NotFound):
            access_of_myself(user, seen.event_id)


def test_the_log_groups_alike_ones_of_a_day_and_filters(people: People, li: Person) -> None:
    for hours in range(3):
        opened(people, li, at=AT + hours * HOUR)
    opened(people, li, by=people.hr, purpose="check_up", at=AT + timedelta(days=40))
    with pytest.raises(Refused):
        open_person(by=people.zhou, person_id=li.pk, purpose="", at=AT)
    log = access_log_of_myself(people.li, Wanted())
    assert [len(group.accesses) for group in log.groups] == [1, 1, 3]
    assert (log.total, log.refused, log.months) == (5, 1, ("2026-03", "2026-04"))
    assert access_log_of_myself(people.li, Wanted(month="2026-04")).total == 1
    assert access_log_of_myself(people.li, Wanted(office=str(people.bureau.pk))).total == 4
    assert access_log_of_myself(people.li, Wanted(purpose="none")).refused == 1
    assert access_log_of_myself(people.sun, Wanted()).total == 0


def test_a_delegates_look_names_the_delegate(people: People, li: Person) -> None:
    let(people.li, people.wang, "read_records")
    open_as_delegate(by=people.wang, grantor=people.li, at=AT)
    seen = accesses_to_myself(people.li)[0]
    assert (seen.office, seen.who, seen.purpose) == ("受托代办人", "王骑手", "受本人委托代办")
    with pytest.raises(Refused, match="撤销"):
        ask(people, seen.event_id)


def test_a_question_becomes_a_task_with_its_day_and_the_answer_ends_it(
    people: People, li: Person
) -> None:
    question = ask(people, opened(people, li))
    task = Task.objects.get(about=f"registry.question:{question.pk}")
    assert (task.organisation, task.concerns) == (people.bureau, li)
    assert task.due_on == AT.date() + timedelta(days=30)
    assert task.citation == "cn/personal-information-standard" and task.if_nobody
    explain_opening(by=people.zhou, question_id=question.pk, words="核查你反映的加班费", at=AT)
    task.refresh_from_db()
    assert task.state == "done"
    told = questions_of_myself(people.li, on=AT.date())[question.about_id]
    assert (told.answer, told.late) == ("核查你反映的加班费", False)
    with pytest.raises(Refused):
        explain_opening(by=people.zhou, question_id=question.pk, words="再说一遍", at=AT)


def test_silence_reaches_the_regulator_and_is_said(people: People, li: Person) -> None:
    opening = opened(people, li, by=people.hr, purpose="staff_management")
    question = ask(people, opening)
    late = AT + timedelta(days=31)
    assert tell_overdue(at=late) == 1
    held = Task.objects.filter(about=f"registry.question:{question.pk}", state="open")
    assert {task.organisation for task in held} == {people.factory, people.bureau}
    assert questions_of_myself(people.li, on=late.date())[opening].late
    explain_opening(by=people.hr, question_id=question.pk, words="办入职", at=late)
    assert not held.all().exists()


def test_a_silent_regulator_is_not_its_own_supervisor(people: People, li: Person) -> None:
    city = office(people.operator, "示例市劳动监察局", "regulator", place="430100")
    question = ask(people, opened(people, li))
    tell_overdue(at=AT + timedelta(days=31))
    held = Task.objects.filter(about=f"registry.question:{question.pk}")
    assert {task.organisation for task in held} == {people.bureau, city}


def test_only_the_person_asks_and_only_the_office_answers(people: People, li: Person) -> None:
    event_id = opened(people, li)
    for user in (people.sun, people.chen, people.zhou):
        with pytest.raises((NotFound, Refused)):
            question_access(by=user, event_id=event_id, words="?", at=AT)
    question = ask(people, event_id)
    with pytest.raises(Refused, match="问过"):
        ask(people, event_id)
    for user in (people.sun, people.chen, people.li):
        with pytest.raises(NotFound):
            explain_opening(by=user, question_id=question.pk, words="x", at=AT)
        with pytest.raises(NotFound):
            question_for_office(user, question.pk, on=AT.date())
    assert question_for_office(people.zhou, question.pk, on=AT.date()).words == "为什么看我的工资？"


def test_a_delegate_asks_if_that_was_delegated(people: People, li: Person) -> None:
    event_id = opened(people, li)
    facts = {"event_id": event_id, "words": "为什么", "at": AT, "on_behalf_of": people.li}
    with pytest.raises(NotFound):
        question_access(by=people.wang, **facts)
    let(people.li, people.wang, "question")
    question = question_access(by=people.wang, **facts)
    assert (question.actor, question.on_behalf_of) == (people.wang, people.li)


@pytest.mark.parametrize("words", ["", "  ", "长" * 1_001])
def test_words_have_a_length(people: People, li: Person, words: str) -> None:
    event_id = opened(people, li)
    with pytest.raises(Refused) as refusal:
        ask(people, event_id, words)
    assert refusal.value.field == "words"
    question = ask(people, event_id)
    with pytest.raises(Refused):
        explain_opening(by=people.zhou, question_id=question.pk, words=words, at=AT)
    with pytest.raises((NotAllowed, NotFound)):
        explain_opening(by=people.finance, question_id=question.pk, words="x", at=AT)
