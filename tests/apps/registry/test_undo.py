"""Undo: what must return, and what may no longer be undone."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.selectors.people import people_of_organisation
from gongyue.apps.registry.services.links import link_myself
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.undo import import_undo, state_checksum
from tests.apps.people import DAY, HOUR, LI, PAY_HEADER, ROSTER, People, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db
PAY = (("李师傅", LI, "2026-01", "4200", "3800"),)


def checksum(people: People) -> str:
    return state_checksum(organisation_id=people.factory.pk)


def undo(people: People, batch: Any) -> Any:
    return import_undo(by=people.chen, batch_id=batch.pk, at=AT + DAY)


def test_the_state_before_returns_and_the_stream_only_grows(people: People) -> None:
    empty = checksum(people)
    first = imported(people.chen, people.factory)
    before = checksum(people)
    changed = [(*ROSTER[0][:3], "质检车间", "班长", *ROSTER[0][5:])]
    second = imported(people.chen, people.factory, changed, at=AT + HOUR)
    assert len({empty, before, checksum(people)}) == 3
    count = Event.objects.count()
    assert undo(people, second).state == "undone"
    assert checksum(people) == before
    assert Employment.objects.filter(department="装配车间", post="钳工").exists()
    assert Event.objects.count() == count + 2
    undo(people, first)
    assert checksum(people) == empty
    assert people_of_organisation(people.chen, people.factory.pk).total == 0


def test_undo_of_one_month_leaves_the_roster(people: People) -> None:
    imported(people.chen, people.factory)
    before = checksum(people)
    pay = imported(people.chen, people.factory, PAY, header=PAY_HEADER, name="工资.csv")
    undo(people, pay)
    assert checksum(people) == before


def test_what_was_undone_can_be_imported_again(people: People) -> None:
    batch = imported(people.chen, people.factory)
    before = Event.objects.filter(type="employment.recorded").count()
    undo(people, batch)
    again = imported(people.chen, people.factory, at=AT + 2 * DAY)
    assert again.counts["people_new"] == 2
    assert Event.objects.filter(type="employment.recorded").count() == 2 * before
    assert people_of_organisation(people.chen, people.factory.pk).total == 2


def test_a_batch_is_undone_once(people: People) -> None:
    batch = imported(people.chen, people.factory)
    undo(people, batch)
    with pytest.raises(Refused):
        undo(people, batch)


@pytest.mark.parametrize(("kind", "word"), [("confirmed", "确认"), ("disputed", "异议")])
def test_refused_once_the_worker_has_answered_and_the_row_is_named(
    people: People, kind: str, word: str
) -> None:
    batch = imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    event = Event.objects.get(type="employment.recorded", row=2)
    take_stance(by=people.li, event_id=event.pk, kind=kind, words="不对", at=AT)
    before = checksum(people)
    with pytest.raises(Refused, match=f"第 2 行.*{word}"):
        undo(people, batch)
    assert checksum(people) == before


def test_refused_once_a_later_import_builds_on_it(people: People) -> None:
    roster = imported(people.chen, people.factory)
    pay = imported(people.chen, people.factory, PAY, header=PAY_HEADER, name="一月工资.csv")
    with pytest.raises(Refused, match=r"第 2 行.*一月工资"):
        undo(people, roster)
    undo(people, pay)
    assert undo(people, roster).state == "undone"


def test_refused_once_a_later_import_restates_a_row(people: People) -> None:
    first = imported(people.chen, people.factory)
    changed = [(*ROSTER[0][:4], "班长", *ROSTER[0][5:])]
    imported(people.chen, people.factory, changed, name="新册.csv", at=AT + HOUR)
    with pytest.raises(Refused, match="新册"):
        undo(people, first)


def test_refused_where_another_capability_refers_to_a_record(people: People) -> None:
    from gongyue.apps.registry.stream import Entry, append_one

    batch = imported(people.chen, people.factory)
    event = Event.objects.get(type="employment.recorded", row=2)
    payload = {"code": "contract.missing", "settlement": "fixed"}
    append_one(
        Entry(
            type="checkup.settled",
            by=people.chen,
            at=AT,
            occurred_on=AT.date(),
            about_id=event.pk,
            payload=payload,
        )
    )
    with pytest.raises(Refused, match="体检结论处理"):
        undo(people, batch)


def test_only_the_firms_own_people_undo(people: People) -> None:
    batch = imported(people.chen, people.factory)
    for user, error in (
        (people.sun, NotFound),
        (people.wang, NotFound),
        (people.finance, NotAllowed),
    ):
        with pytest.raises(error):
            import_undo(by=user, batch_id=batch.pk, at=AT)


def test_undo_of_someone_hired_again_brings_the_old_employment_back(people: People) -> None:
    header = ("姓名", "身份证号", "手机号", "部门", "岗位", "入职日期", "月工资", "离职日期")
    imported(people.chen, people.factory, [(*ROSTER[0], "2024-01-31")], header=header)
    before = checksum(people)
    back = [(*ROSTER[0][:5], "2025-03-01", "5000")]
    second = imported(people.chen, people.factory, back, at=AT + HOUR)
    undo(people, second)
    assert checksum(people) == before


def test_the_checksum_sees_every_part_of_the_state(people: People) -> None:
    imported(people.chen, people.factory)
    seen = {checksum(people)}
    for change in ({"post": "x"}, {"left_on": AT.date()}, {"is_withdrawn": True}):
        Employment.objects.filter(department="装配车间").update(**change)
        seen.add(checksum(people))
    assert len(seen) == 4
