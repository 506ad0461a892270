"""Whose task it is: taken, put back, handed over, fallen back, covered; and words about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Event, Person
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.organisations import end_role
from gongyue.apps.tasks.events import task_fell_back, task_handed_over
from gongyue.apps.tasks.models import Cover
from gongyue.apps.tasks.selectors import covers_of, inbox, task_page, thread_of
from gongyue.apps.tasks.services import NewTask, task_done, task_open, tasks_settle
from gongyue.apps.tasks.services.covers import cover_end, cover_give
from gongyue.apps.tasks.services.handing import (
    hand_over_all,
    task_hand_over,
    task_put_back,
    task_take,
)
from gongyue.apps.tasks.services.remarks import task_say
from tests.apps.people import DAY, People, grant, imported
from tests.apps.tasks.conftest import member
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
WHY = "我下周请假，请接着办。"


def test_taking_makes_it_mine_and_only_one_takes_it(people: People, new: NewTask) -> None:
    grant(people.chen, people.factory, people.li, Role.HR)
    task = task_open(by=people.chen, new=new, at=AT)
    assert task_take(by=people.hr, task_id=task.pk, at=AT).assignee.user == people.hr
    assert [view.is_mine for view in inbox(people.hr, on=TODAY)] == [True]
    assert inbox(people.li, on=TODAY) == []
    with pytest.raises(NotAllowed):
        task_take(by=people.li, task_id=task.pk, at=AT)
    with pytest.raises(Refused) as refusal:
        task_take(by=people.chen, task_id=task.pk, at=AT)
    assert "钱人事已经认领" in refusal.value.message_zh
    task_put_back(by=people.hr, task_id=task.pk, at=AT)
    assert len(inbox(people.li, on=TODAY)) == 1
    with pytest.raises(Refused):
        task_put_back(by=people.hr, task_id=task.pk, at=AT)


@pytest.mark.parametrize("act", [task_take, task_put_back])
def test_a_stranger_takes_nothing(people: People, new: NewTask, act: Any) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    with pytest.raises(NotFound):
        act(by=people.sun, task_id=task.pk, at=AT)


def test_handing_over_is_said_to_both(people: People, new: NewTask, hear: Any) -> None:
    said = hear(task_handed_over)
    task = task_open(by=people.chen, new=new, at=AT)
    task_take(by=people.hr, task_id=task.pk, at=AT)
    finance = member(people.finance, people.factory)
    task_hand_over(by=people.hr, task_id=task.pk, to=finance, words=WHY, at=AT)
    view = inbox(people.finance, on=TODAY)[0]
    assert (view.is_mine, view.handed_by) == (True, "钱人事")
    assert inbox(people.hr, on=TODAY) == []
    facts = said[0]
    assert (facts["to"], facts["giver"], facts["words"]) == (people.finance, people.hr, WHY)
    assert thread_of(people.chen, task.pk, on=TODAY)[-1].words == WHY


def test_handing_over_needs_words_and_a_colleague(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    mine = member(people.hr, people.factory)
    other = member(people.wang, people.platform)
    for to, words, field in ((mine, " ", "words"), (other, WHY, "assignee"), (0, WHY, "assignee")):
        with pytest.raises(Refused) as refusal:
            task_hand_over(by=people.hr, task_id=task.pk, to=to, words=words, at=AT)
        assert refusal.value.field == field
    task_hand_over(by=people.hr, task_id=task.pk, to=mine, words=WHY, at=AT)
    with pytest.raises(Refused):
        task_hand_over(by=people.hr, task_id=task.pk, to=mine, words=WHY, at=AT)
    for user, error in ((people.sun, NotFound), (people.finance, NotAllowed)):
        with pytest.raises(error):
            task_hand_over(by=user, task_id=task.pk, to=mine, words=WHY, at=AT)


def test_all_of_ones_tasks_at_once(people: People, new: NewTask) -> None:
    mine, finance = member(people.hr, people.factory), member(people.finance, people.factory)
    for number in range(3):
        facts = {"about": str(number), "assignee_id": mine}
        task_open(by=people.chen, new=replace(new, **facts), at=AT)
    task_open(by=people.chen, new=new, at=AT)  # the role's, not mine by name
    call = {"membership_id": mine, "to": finance, "words": WHY, "at": AT}
    for user in (people.finance, people.sun, people.wang):
        with pytest.raises(NotAllowed):
            hand_over_all(by=user, **call)
    with pytest.raises(Refused):
        hand_over_all(by=people.hr, **{**call, "to": mine})
    assert hand_over_all(by=people.hr, **call) == 3
    assert len(inbox(people.finance, on=TODAY)) == 3
    assert hand_over_all(by=people.chen, **call) == 0


def test_on_leaving_a_role_tasks_fall_back_and_the_owner_is_told(
    people: People, new: NewTask, hear: Any
) -> None:
    said = hear(task_fell_back)
    grant(people.chen, people.factory, people.li, Role.HR)
    mine = member(people.hr, people.factory)
    task = task_open(by=people.chen, new=replace(new, assignee_id=mine), at=AT)
    end_role(by=people.chen, membership_id=mine, at=AT)
    task.refresh_from_db()
    assert (task.assignee, task.role) == (None, "hr")
    assert [(facts["task"], facts["by"]) for facts in said] == [(task, people.hr)]
    assert thread_of(people.li, task.pk, on=TODAY)[-1].what == "退回角色"


def test_when_nobody_is_left_in_the_role_it_is_the_owners(people: People, new: NewTask) -> None:
    by_name = replace(new, assignee_id=member(people.hr, people.factory))
    tasks = [task_open(by=people.chen, new=each, at=AT) for each in (by_name,)]
    tasks.append(task_open(by=people.chen, new=replace(new, about="2"), at=AT))
    end_role(by=people.chen, membership_id=member(people.hr, people.factory), at=AT)
    for task in tasks:
        task.refresh_from_db()
        assert (task.role, task.assignee) == ("owner", None)


def test_remarks_are_read_in_order_by_those_who_may(people: People, new: NewTask) -> None:
    imported(people.chen, people.factory)
    person = Person.objects.get(employments__department="装配车间")
    task = task_open(by=people.chen, new=replace(new, concerns_id=person.pk), at=AT)
    task_say(by=people.hr, task_id=task.pk, words="已经电话联系。", at=AT + DAY)
    task_done(by=people.hr, task_id=task.pk, result="签好了", at=AT + DAY)
    task_say(by=people.chen, task_id=task.pk, words="原件放档案柜。", at=AT + 2 * DAY)
    lines = thread_of(people.hr, task.pk, on=TODAY)
    assert [line.words for line in lines] == ["", "已经电话联系。", "签好了", "原件放档案柜。"]
    assert [line.is_remark for line in lines] == [False, True, False, True]
    for user in (people.sun, people.finance, people.wang):
        with pytest.raises(NotFound):
            thread_of(user, task.pk, on=TODAY)
    with pytest.raises(NotFound):
        task_say(by=people.sun, task_id=task.pk, words="x", at=AT)
    with pytest.raises(Refused):
        task_say(by=people.hr, task_id=task.pk, words=" \n", at=AT)
    destroy_key(person=person, by=people.operator, at=AT)
    assert {line.words for line in thread_of(people.hr, task.pk, on=TODAY)} == {
        "（已按本人要求删除）"
    }
    task_say(by=people.hr, task_id=task.pk, words="本人资料已删除。", at=AT + 3 * DAY)
    assert thread_of(people.hr, task.pk, on=TODAY)[-1].words == "本人资料已删除。"


def away(people: People, **more: Any) -> Any:
    facts = {
        "membership_id": member(people.hr, people.factory),
        "to": member(people.finance, people.factory),
        "days": (TODAY, TODAY + timedelta(days=5)),
        "at": AT,
    }
    return cover_give(by=people.hr, **{**facts, **more})


def test_a_colleague_covers_from_the_first_to_the_last_day(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=5)
    away(people, days=(first, last))
    for day, seen in ((TODAY, False), (first, True), (last, True), (last + DAY, False)):
        assert bool(inbox(people.finance, on=day)) is seen
    assert inbox(people.finance, on=first)[0].covered == "钱人事"
    with pytest.raises(NotAllowed):
        task_done(by=people.finance, task_id=task.pk, result="x", at=AT)
    task_done(by=people.finance, task_id=task.pk, result="签了", at=AT + DAY)
    event = Event.objects.get(type="task.done")
    assert (event.actor, event.on_behalf_of) == (people.finance, people.hr)
    line = thread_of(people.chen, task.pk, on=TODAY)[-1]
    assert (line.by, line.on_behalf_of) == ("吴财务", "钱人事")


def test_a_cover_for_the_owner_is_for_what_is_the_owners(people: People, new: NewTask) -> None:
    owners = task_open(by=people.chen, new=replace(new, role="owner", about="1"), at=AT)
    other = task_open(by=people.chen, new=replace(new, role="hr", about="2"), at=AT)
    away_owner = {
        "membership_id": member(people.chen, people.factory),
        "to": member(people.finance, people.factory),
    }
    cover_give(by=people.chen, days=(TODAY, TODAY), at=AT, **away_owner)
    assert [view.task_id for view in inbox(people.finance, on=TODAY)] == [owners.pk]
    with pytest.raises(NotFound):
        task_page(people.finance, other.pk, on=TODAY)


def test_a_cover_ends_at_a_word_or_with_a_role(people: People, new: NewTask) -> None:
    task_open(by=people.chen, new=new, at=AT)
    cover = away(people)
    assert [row.colleague for row in covers_of(people.hr, people.factory.pk, on=TODAY)] == [
        "吴财务"
    ]
    for user in (people.chen, people.sun):
        with pytest.raises(NotFound):
            cover_end(by=user, cover_id=cover.pk, at=AT)
    cover_end(by=people.finance, cover_id=cover.pk, at=AT)
    assert inbox(people.finance, on=TODAY) == []
    away(people)
    end_role(by=people.chen, membership_id=member(people.hr, people.factory), at=AT)
    assert inbox(people.finance, on=TODAY) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"days": (TODAY, TODAY - DAY)}, "last_on"),
        ({"days": (TODAY - 9 * DAY, TODAY - DAY)}, "last_on"),
        ({"days": (TODAY, TODAY + 400 * DAY)}, "last_on"),
        ({"to": 0}, "assignee"),
    ],
)
def test_a_cover_that_makes_no_sense_is_refused(
    people: People, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        away(people, **more)
    assert refusal.value.field == field


def test_nobody_is_covered_twice_or_by_themself_or_by_others_word(people: People) -> None:
    away(people)
    with pytest.raises(Refused):
        away(people)
    mine = member(people.chen, people.factory)
    facts = {"days": (TODAY, TODAY), "at": AT}
    with pytest.raises(Refused):
        cover_give(by=people.chen, membership_id=mine, to=mine, **facts)
    for user in (people.hr, people.sun):
        with pytest.raises(NotFound):
            cover_give(by=user, membership_id=mine, to=member(people.hr, people.factory), **facts)


@pytest.mark.parametrize(
    "broken", [{"last_on": TODAY - DAY}, {"ended_at": AT - DAY}, {"colleague": "absent"}]
)
def test_the_database_holds_the_rules_of_a_cover(people: People, broken: dict[str, Any]) -> None:
    cover = away(people)
    if broken == {"colleague": "absent"}:
        broken = {"colleague": cover.absent}
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.filter(pk=cover.pk).update(**broken)


def test_what_another_act_has_done_settles_its_tasks(people: People, new: NewTask) -> None:
    task = task_open(by=people.chen, new=new, at=AT)
    assert tasks_settle(about=new.about, result="合同已签", by=people.li, at=AT) == 1
    assert tasks_settle(about=new.about, result="合同已签", at=AT) == 0
    task.refresh_from_db()
    assert (task.state, task.closed_by, task.moves_on) == ("done", people.li, None)
    other = task_open(by=people.chen, new=replace(new, about="x:2"), at=AT)
    tasks_settle(about="x:2", result="撤回了", needed=False, at=AT)
    other.refresh_from_db()
    assert (other.state, other.closed_by) == ("cancelled", None)
    with pytest.raises(ValueError, match="about"):
        tasks_settle(about="", result="x", at=AT)
