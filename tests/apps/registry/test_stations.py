"""服务驿站: one visitor at a time, with a yes; each act on the receipt and in the person's log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.models import (
    Card,
    CounterSession,
    Delegation,
    Event,
    Person,
    PersonLink,
)
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.delegations import done_for_me
from gongyue.apps.registry.selectors.people import myself
from gongyue.apps.registry.selectors.stations import receipt_for, visit_for, visit_records
from gongyue.apps.registry.services.cards import set_pin
from gongyue.apps.registry.services.corrections import Wrong
from gongyue.apps.registry.services.station_acts import (
    Intention,
    bind_phone,
    everything_on_paper,
    file_correction,
    offer_of,
    record_delegation,
    register_intention,
    reset_pin,
)
from gongyue.apps.registry.services.stations import (
    Visitor,
    end_visit,
    note_read,
    require_visit,
    start_visit,
)
from gongyue.apps.registry.stream import payload_of
from tests.apps.people import HE, LI, WANG, People, imported, linked
from tests.cast import AT, identity_number

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
COMES = Visitor(name="何大姐", id_number=HE, agreed=True)


@pytest.fixture(autouse=True)
def firm(people: People) -> None:
    imported(people.chen, people.factory)


def begin(people: People, visitor: Visitor = COMES, at: Any = AT) -> CounterSession:
    return start_visit(by=people.clerk, organisation_id=people.bureau.pk, visitor=visitor, at=at)


def here(people: People, at: Any = AT, act: str = "") -> CounterSession:
    return require_visit(by=people.clerk, organisation_id=people.bureau.pk, at=at, act=act)


def test_a_visit_from_the_yes_to_the_receipt(people: People) -> None:
    session = begin(people, replace(COMES, queue_number="A12"))
    seen = visit_for(people.clerk, at=AT)
    assert seen is not None
    assert (seen.name, seen.queue_number, HE in repr(seen)) == ("何大姐", "A12", False)
    rows = visit_records(here(people, act="read"))
    assert {row.organisation for row in rows} == {"晨光工厂"}
    note_read(session, "read", AT, ["employment.recorded"])
    note_read(session, "read", AT, ["employment.recorded"])
    end_visit(by=people.clerk, at=AT + MINUTE)
    receipt = receipt_for(people.clerk, people.bureau.pk, session.pk)
    assert (receipt.name, receipt.end_reason) == ("何**", "办完了")
    assert [what for _, what in receipt.acts] == ["查看了登记的记录"]
    assert Event.objects.filter(type="access.opened", purpose="counter").count() == 2
    with pytest.raises(Refused, match="没有来访人"):
        here(people)


def test_the_person_finds_it_all_in_their_own_log(people: People) -> None:
    linked(people.li)
    session = begin(people, replace(COMES, name="李师傅", id_number=LI))
    note_read(session, "read", AT, ["employment.recorded"])
    end_visit(by=people.clerk, at=AT)
    seen = accesses_to_myself(people.li)[0]
    assert (seen.office, seen.role, seen.purpose) == ("示例区劳动监察大队", "窗口人员", "窗口代办")
    assert seen.parts == ("用工登记",)
    done = [each.what for each in done_for_me(people.li)]
    assert done == ["窗口代办结束", "查阅", "窗口代办开始"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agreed": False}, "agreed"),
        ({"id_number": "430102"}, "id_number"),
        ({"id_number": HE[:-1] + ("1" if HE[-1] != "1" else "2")}, "id_number"),
        ({"name": "张三"}, "name"),
        ({"presence": "delegate", "delegate_id_number": WANG}, "delegate_id_number"),
        ({"presence": "delegate", "delegate_id_number": "x"}, "delegate_id_number"),
    ],
)
def test_what_must_be_right_first(people: People, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        begin(people, replace(COMES, **changes))
    assert refusal.value.field == field
    assert not CounterSession.objects.exists()


@pytest.mark.parametrize("number", ["H12345678", "12345678", identity_number(sequence=909)])
def test_somebody_new_is_registered_whatever_their_document(people: People, number: str) -> None:
    session = begin(people, Visitor(name="新来的", id_number=number, agreed=True))
    assert [act.what for act in session.acts.all()] == ["registered"]
    assert visit_records(session) == []


def test_one_visitor_at_a_time_and_minutes_end_it(people: People, settings: Any) -> None:
    session = begin(people)
    with pytest.raises(Refused, match="上一位"):
        begin(people, replace(COMES, name="李师傅", id_number=LI))
    late = AT + MINUTE * settings.COUNTER_IDLE_MINUTES
    assert here(people, at=late) and here(people, at=late + 4 * MINUTE)
    gone = late + (4 + settings.COUNTER_IDLE_MINUTES) * MINUTE + timedelta(seconds=1)
    with pytest.raises(Refused):
        here(people, at=gone)
    session.refresh_from_db()
    assert session.end_reason == "idle"
    assert begin(people, replace(COMES, name="李师傅", id_number=LI), at=gone)


def test_only_clerks_sit_there_and_only_their_own_visit(people: People) -> None:
    facts = {"organisation_id": people.bureau.pk, "visitor": COMES, "at": AT}
    for user, error in (
        (people.zhou, NotAllowed),
        (people.sun, NotFound),
        (people.chen, NotFound),
        (people.zhao, NotFound),
    ):
        with pytest.raises(error):
            start_visit(by=user, **facts)
    session = begin(people)
    for user in (people.zhou, people.sun):
        with pytest.raises((NotFound, NotAllowed)):
            require_visit(by=user, organisation_id=people.bureau.pk, at=AT)
        with pytest.raises((NotFound, NotAllowed)):
            receipt_for(user, people.bureau.pk, session.pk)
        assert visit_for(user, at=AT) is None


def test_a_phone_is_bound_and_the_person_signs_in_with_it(people: People) -> None:
    session = begin(people)
    user = bind_phone(session=session, phone="13955556666", code="", at=AT)
    me = myself(user)
    assert me is not None and (me.name, me.proof_label) == ("何大姐", "服务窗口核验证件")
    with pytest.raises(Refused, match="已经绑定这个"):
        bind_phone(session=session, phone="13955556666", code="", at=AT)


def test_a_lost_phone_moves_the_account_with_everything_in_it(people: People) -> None:
    linked(people.li)
    session = begin(people, replace(COMES, name="李师傅", id_number=LI))
    people.li.set_password("a-long-old-password")
    people.li.save()
    user = bind_phone(session=session, phone="13955556666", code="", at=AT)
    assert user.pk == people.li.pk and user.phone == "13955556666"
    assert not user.has_usable_password()
    assert PersonLink.objects.get(ended_at=None, user=people.li).person == session.person
    linked(people.wang)
    with pytest.raises(Refused, match="别人"):
        bind_phone(session=session, phone=people.wang.phone, code="", at=AT)


def test_where_codes_can_be_sent_the_phone_is_proved(people: People, settings: Any) -> None:
    from gongyue.apps.accounts.services import Caller, send_code

    settings.DEMO = True
    session = begin(people)
    send_code(phone="13955556666", caller=Caller(), at=AT)
    with pytest.raises(Refused) as refusal:
        bind_phone(session=session, phone="13955556666", code="", at=AT)
    assert refusal.value.field == "code"
    assert not User.objects.filter(person_links__person=session.person).exists()


def test_the_pin_is_cleared(people: People) -> None:
    linked(people.li)
    set_pin(by=people.li, pin="739164", at=AT)
    session = begin(people, replace(COMES, name="李师傅", id_number=LI))
    reset_pin(session=session, at=AT)
    assert Card.objects.get().pin_hash == ""


def test_somebody_without_a_telephone_delegates_on_paper(people: People) -> None:
    linked(people.wang)
    session = begin(people)
    days = (AT.date(), AT.date() + timedelta(days=180))
    acts = ("read_records", "link")
    offer = offer_of(phone=people.wang.phone, name="王骑手", relation="child", acts=acts, days=days)
    facts = {"session": session, "offer": offer, "at": AT}
    with pytest.raises(Refused) as refusal:
        record_delegation(delegate_id_number=LI, **facts)
    assert refusal.value.field == "phone"
    row = record_delegation(delegate_id_number=WANG, **facts)
    assert (row.state, row.recorded_by, row.recorded_at_office) == (
        "accepted",
        people.clerk,
        people.bureau,
    )
    assert row.grantor.phone == "" and row.number.startswith("W")
    end_visit(by=people.clerk, at=AT)
    instead = replace(COMES, presence="delegate", delegate_id_number=WANG)
    begin(people, instead)
    assert here(people, act="read") and here(people, act="phone")
    for act in ("pin", "delegation", "everything", "correction", "intention"):
        with pytest.raises(Refused, match="本人到场"):
            here(people, act=act)
    Delegation.objects.update(state="revoked", revoked_at=AT)
    with pytest.raises(Refused):
        here(people, act="read")


def test_a_correction_and_an_intention_are_the_visitors(people: People) -> None:
    session = begin(people)
    record = visit_records(session)[0]
    wrong = Wrong(field="post", right="质检员")
    file_correction(session=session, event_id=record.event_id, wrong=wrong, at=AT)
    asked = Event.objects.get(type="correction.asked")
    assert (asked.source, asked.acting_as, asked.person) == (
        "counter",
        people.bureau,
        session.person,
    )
    with pytest.raises(Refused) as refusal:
        register_intention(session=session, intention=Intention(posts=" "), at=AT)
    assert refusal.value.field == "posts"
    event = register_intention(
        session=session, intention=Intention(posts="保洁", hours="上午"), at=AT
    )
    event = Event.objects.select_related("person__key").get(pk=event.pk)
    assert payload_of(event) == {"posts": "保洁", "hours": "上午"}
    assert [act.what for act in session.acts.order_by("pk")] == ["correction", "intention"]


def test_everything_is_printed_and_kept_nowhere(people: People, settings: Any) -> None:
    session = begin(people)
    page = everything_on_paper(session=session, at=AT)
    assert "何大姐" in page and HE in page and "李师傅" not in page
    assert not list(settings.UPLOADS.glob("takeouts/*"))


def test_nobody_reads_a_file_of_somebody_else_through_a_visit(people: People) -> None:
    from gongyue.apps.registry.selectors.stations import visit_record

    session = begin(people)
    other = Event.objects.exclude(person=session.person).filter(type="employment.recorded").get()
    with pytest.raises(NotFound):
        visit_record(session, other.pk)
    assert Person.objects.count() == 2
