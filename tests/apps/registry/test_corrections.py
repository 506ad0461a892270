"""更正申请: asked, answered, refused, escalated by silence; nothing is erased."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.models import Correction, Employment, Event
from gongyue.apps.registry.selectors.corrections import (
    correctable_fields,
    correction_for_office,
    correction_of_myself,
)
from gongyue.apps.registry.selectors.records import records_of_myself
from gongyue.apps.registry.selectors.workbooks import workbook_of_records
from gongyue.apps.registry.services.corrections import (
    Wrong,
    correct_record,
    decide_correction,
    escalate_silent,
    object_to_refusal,
    own_hand,
    refuse_correction,
    request_correction,
    withdraw_correction,
)
from gongyue.apps.registry.services.undo import import_undo
from gongyue.apps.tasks.models import Task
from tests.apps.people import LI, PAY_HEADER, People, imported, let, linked
from tests.cast import AT

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WRONG = Wrong(field="hired_on", right="2023.5.1", words="五一就上班了")


@pytest.fixture
def record(people: People) -> Event:
    """What the factory declared of 李师傅; he is linked."""
    imported(people.chen, people.factory)
    linked(people.li)
    return Event.objects.get(type="employment.recorded", person__links__user=people.li)


def asked(people: People, record: Event, wrong: Wrong = WRONG, at: Any = AT) -> Correction:
    hand = own_hand(by=people.li, on_behalf_of=None, at=at)
    return request_correction(hand=hand, event_id=record.pk, wrong=wrong, at=at)


def held(row: Correction) -> list[Any]:
    tasks = Task.objects.filter(about=f"registry.correction:{row.pk}", state="open")
    return [task.organisation for task in tasks]


def test_asked_and_corrected_restates_the_slot_and_erases_nothing(
    people: People, record: Event
) -> None:
    row = asked(people, record)
    assert held(row) == [people.factory]
    assert records_of_myself(people.li)[0].correction_label == "更正申请中"
    seen = correction_for_office(people.hr, row.pk, people.factory.pk)
    assert (seen.right, seen.words, seen.now) == ("2023.5.1", "五一就上班了", "2023年5月4日")
    correct_record(by=people.hr, correction_id=row.pk, right="2023-05-01", words="核过", at=AT)
    assert Employment.objects.get(person=record.person).hired_on == date(2023, 5, 1)
    new, old = records_of_myself(people.li)
    if old.event_id != record.pk:
        new, old = old, new
    assert (old.correction, old.awaits_worker) == ("corrected", False)
    assert dict(old.lines)["入职日期"] == "2023年5月4日"
    assert dict(new.lines)["入职日期"] == "2023年5月1日" and new.awaits_worker
    book = workbook_of_records(people.chen, people.factory.pk)
    hired = {p.name: [r.values["hired_on"] for _, r in p.rows["roster"]] for p in book.people}
    assert hired["李师傅"] == [date(2023, 5, 1)]
    assert held(row) == []
    mine = correction_of_myself(people.li, row.pk)
    assert (mine.state, mine.answer, mine.became_id) == ("corrected", "核过", new.event_id)


def test_silence_goes_to_the_regulator_and_comes_back_directed(
    people: People, record: Event
) -> None:
    row = asked(people, record)
    assert row.due_on == AT.date() + 30 * DAY and row.citation
    assert escalate_silent(at=AT + 30 * DAY) == 0
    assert escalate_silent(at=AT + 31 * DAY) == 1 and escalate_silent(at=AT + 31 * DAY) == 0
    row.refresh_from_db()
    assert (row.state, row.office) == ("escalated", people.bureau)
    assert held(row) == [people.bureau]
    later = AT + 40 * DAY
    decide_correction(by=people.zhou, correction_id=row.pk, direct=True, words="查过打卡", at=later)
    assert held(row) == [people.factory]
    with pytest.raises(Refused, match="监管部门"):
        refuse_correction(by=people.hr, correction_id=row.pk, words="不改", at=later)
    assert escalate_silent(at=later + 31 * DAY) == 1
    row.refresh_from_db()
    assert row.state == "escalated"
    correct_record(by=people.hr, correction_id=row.pk, right="2023-05-01", words="", at=later)
    assert Correction.objects.get().state == "corrected"


def test_a_refusal_says_why_and_can_be_objected_to(people: People, record: Event) -> None:
    row = asked(people, record)
    with pytest.raises(Refused) as refusal:
        refuse_correction(by=people.hr, correction_id=row.pk, words=" ", at=AT)
    assert refusal.value.field == "words"
    refuse_correction(by=people.hr, correction_id=row.pk, words="合同写的是 5 月 4 日", at=AT)
    mine = correction_of_myself(people.li, row.pk)
    assert (mine.answer, mine.may) == ("合同写的是 5 月 4 日", {"object"})
    hand = own_hand(by=people.li, on_behalf_of=None, at=AT)
    object_to_refusal(hand=hand, correction_id=row.pk, words="有打卡照片", at=AT)
    assert held(row) == [people.bureau]
    decide_correction(by=people.zhou, correction_id=row.pk, direct=False, words="照片不清", at=AT)
    row.refresh_from_db()
    assert row.state == "upheld"
    with pytest.raises(Refused):
        correct_record(by=people.hr, correction_id=row.pk, right="2023-05-01", words="", at=AT)


def test_the_person_withdraws(people: People, record: Event) -> None:
    row = asked(people, record)
    hand = own_hand(by=people.li, on_behalf_of=None, at=AT)
    withdraw_correction(hand=hand, correction_id=row.pk, at=AT)
    assert held(row) == []
    assert asked(people, record).pk != row.pk


def test_strangers_neither_ask_nor_see_nor_answer(people: People, record: Event) -> None:
    row = asked(people, record)
    linked(people.wang)
    hand = own_hand(by=people.wang, on_behalf_of=None, at=AT)
    for act in (
        lambda: request_correction(hand=hand, event_id=record.pk, wrong=WRONG, at=AT),
        lambda: withdraw_correction(hand=hand, correction_id=row.pk, at=AT),
        lambda: correctable_fields(people.wang, record.pk),
        lambda: correction_of_myself(people.wang, row.pk),
        lambda: correction_for_office(people.wang, row.pk, people.platform.pk),
        lambda: correction_for_office(people.wang, row.pk, people.factory.pk),
        lambda: correction_for_office(people.zhou, row.pk, people.bureau.pk),
        lambda: correct_record(
            by=people.wang, correction_id=row.pk, right="2023-05-01", words="", at=AT
        ),
        lambda: decide_correction(
            by=people.zhou, correction_id=row.pk, direct=True, words="x", at=AT
        ),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotAllowed):
        refuse_correction(by=people.finance, correction_id=row.pk, words="x", at=AT)
    with pytest.raises(NotFound):
        correction_for_office(people.finance, row.pk, people.factory.pk)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Wrong(), "words"),
        (Wrong(field="id_number", right=LI), "field"),
        (Wrong(field="nothing", right="x"), "field"),
        (Wrong(field="hired_on"), "right"),
        (Wrong(field="hired_on", right="昨天下午大概"), "right"),
        (Wrong(field="wage", right="-5"), "right"),
        (Wrong(field="post", right="长" * 81), "right"),
        (Wrong(words="长" * 1_001), "words"),
        (Wrong(words="名字写错了 <b>😀"), ""),
    ],
)
def test_sense_is_asked_for(people: People, record: Event, wrong: Wrong, field: str) -> None:
    if not field:
        assert asked(people, record, wrong)
        return
    with pytest.raises(Refused) as refusal:
        asked(people, record, wrong)
    assert refusal.value.field == field


def test_words_alone_are_answered_by_choosing_the_field(people: People, record: Event) -> None:
    row = asked(people, record, Wrong(words="岗位不对，我是焊工"))
    facts = {"by": people.hr, "correction_id": row.pk, "words": "", "at": AT}
    with pytest.raises(Refused) as refusal:
        correct_record(right="焊工", **facts)
    assert refusal.value.field == "field"
    correct_record(right="焊工", field="post", **facts)
    assert Employment.objects.get(person=record.person).post == "焊工"


def test_one_at_a_time_and_never_twice(people: People, record: Event) -> None:
    row = asked(people, record)
    with pytest.raises(Refused, match="已经在"):
        asked(people, record)
    correct_record(by=people.hr, correction_id=row.pk, right="2023-05-01", words="", at=AT)
    with pytest.raises(Refused, match="更正过"):
        asked(people, record)


def test_a_later_import_takes_the_ground_from_under_it(people: People, record: Event) -> None:
    row = asked(people, record)
    again = [("李师傅", LI, "", "装配车间", "钳工", "2023-05-02", "4200")]
    imported(people.chen, people.factory, again, at=AT + DAY)
    with pytest.raises(Refused, match="后来又登记"):
        correct_record(by=people.hr, correction_id=row.pk, right="2023-05-01", words="", at=AT)


def test_an_import_asked_about_is_not_undone_behind_the_persons_back(
    people: People, record: Event
) -> None:
    asked(people, record)
    with pytest.raises(Refused, match="申请更正"):
        import_undo(by=people.chen, batch_id=record.batch_id, at=AT)


def test_the_rest_of_a_place_is_said_again_with_it(people: People, record: Event) -> None:
    pay = [("李师傅", LI, "2026-01", "4800", "4300"), ("李师傅", LI, "2026-01", "100", "100")]
    imported(people.chen, people.factory, pay, header=PAY_HEADER, name="工资.csv")
    first = Event.objects.filter(type="pay.recorded").order_by("pk").first()
    before = Event.objects.filter(type="pay.recorded").count()
    row = asked(people, first, Wrong(field="gross", right="5000"))
    correct_record(by=people.hr, correction_id=row.pk, right="5000", words="", at=AT)
    book = workbook_of_records(people.chen, people.factory.pk)
    li = next(person for person in book.people if person.name == "李师傅")
    gross = [int(r.values["gross"]) for _, r in li.rows["payroll"]]
    assert sum(gross) == 5000 + (100 if before == 2 else 0)


def test_a_delegate_asks_if_that_was_delegated(people: People, record: Event) -> None:
    with pytest.raises(NotFound):
        own_hand(by=people.wang, on_behalf_of=people.li, at=AT)
    let(people.li, people.wang, "correct")
    hand = own_hand(by=people.wang, on_behalf_of=people.li, at=AT)
    row = request_correction(hand=hand, event_id=record.pk, wrong=WRONG, at=AT)
    event = Event.objects.get(type="correction.asked")
    assert (event.actor, event.on_behalf_of, event.person) == (people.wang, people.li, row.person)
