"""Confirm and dispute: two-sided records, silence is never consent."""

from __future__ import annotations

from datetime import date

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.registry.events import stance_taken
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.selectors.records import (
    counts_of_myself,
    record_of_myself,
    records_of_grantor,
    records_of_myself,
)
from gongyue.apps.registry.services.access import open_as_delegate
from gongyue.apps.registry.services.links import link_at_counter, link_myself
from gongyue.apps.registry.services.stances import take_stance
from gongyue.apps.registry.services.undo import import_undo
from tests.apps.people import HOUR, LI, People, imported, let
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(people: People) -> Event:
    imported(people.chen, people.factory)
    link_myself(by=people.li, name="李师傅", id_number=LI, at=AT)
    return Event.objects.get(type="employment.recorded", row=2)


def reading(people: People) -> str:
    return records_of_myself(people.li)[0].reading


def take(user: object, record: Event, kind: str, words: str = "", at: object = AT) -> Event:
    return take_stance(by=user, event_id=record.pk, kind=kind, words=words, at=at)  # type: ignore[arg-type]


def test_silence_is_not_consent(people: People, record: Event) -> None:
    view = records_of_myself(people.li)[0]
    assert (view.reading, view.worker, view.firm, view.awaits_worker) == (
        "declared",
        None,
        None,
        True,
    )
    assert counts_of_myself(people.li) == {"all": 1, "awaiting": 1}


def test_a_worker_confirms_and_it_shows_how_identity_was_proved(
    people: People, record: Event
) -> None:
    take(people.li, record, "confirmed")
    view, history = record_of_myself(people.li, record.pk)
    assert (view.reading, len(history)) == ("confirmed", 1)
    assert history[0].proof == "本人登录并填写证件号码"
    assert counts_of_myself(people.li)["awaiting"] == 0


def test_the_firm_alone_confirms_nothing(people: People, record: Event) -> None:
    take(people.hr, record, "confirmed")
    assert reading(people) == "declared"
    assert records_of_myself(people.li)[0].firm is not None


def test_a_dispute_needs_words_and_they_rest_sealed(people: People, record: Event) -> None:
    with pytest.raises(Refused) as refusal:
        take(people.li, record, "disputed", "  ")
    assert refusal.value.field == "words"
    stance = take(people.li, record, "disputed", "月工资是五千")
    assert "五千".encode() not in bytes(stance.payload)
    worker = records_of_myself(people.li)[0].worker
    assert worker is not None
    assert (reading(people), worker.words) == ("disputed", "月工资是五千")


def test_a_mind_may_change_and_both_answers_stay(people: People, record: Event) -> None:
    take(people.li, record, "disputed", "不对")
    take(people.li, record, "confirmed", at=AT + HOUR)
    view, history = record_of_myself(people.li, record.pk)
    assert (view.reading, [s.kind for s in history]) == ("confirmed", ["disputed", "confirmed"])


def test_a_dispute_of_the_firm_stands_beside_a_confirmation(people: People, record: Event) -> None:
    take(people.li, record, "confirmed")
    take(people.chen, record, "disputed", "录错了")
    assert reading(people) == "disputed"


def test_only_those_concerned_answer(people: People, record: Event) -> None:
    for user, error in (
        (people.sun, NotFound),
        (people.wang, NotFound),
        (people.zhou, NotFound),
        (people.zhao, NotFound),
        (people.finance, NotAllowed),
    ):
        with pytest.raises(error):
            take(user, record, "confirmed")
    with pytest.raises(NotFound):
        record_of_myself(people.sun, record.pk)
    other = Event.objects.get(type="employment.recorded", row=3)
    with pytest.raises(NotFound):
        record_of_myself(people.li, other.pk)
    with pytest.raises(NotFound):
        take(people.li, other, "confirmed")


def test_not_everything_in_the_stream_can_be_answered(people: People, record: Event) -> None:
    for event in Event.objects.exclude(type="employment.recorded"):
        with pytest.raises(NotFound):
            take(people.li, event, "confirmed")
    with pytest.raises(NotFound):
        take_stance(by=people.li, event_id=10**9, kind="confirmed", words="", at=AT)
    with pytest.raises(Refused):
        take(people.li, record, "ignored")


def test_a_withdrawn_record_needs_no_answer(people: People, record: Event) -> None:
    assert record.batch_id
    import_undo(by=people.chen, batch_id=record.batch_id, at=AT)
    with pytest.raises(Refused):
        take(people.li, record, "confirmed")
    view = records_of_myself(people.li)[0]
    assert (view.reading, view.awaits_worker) == ("withdrawn", False)
    assert counts_of_myself(people.li)["awaiting"] == 0


def test_a_delegate_acts_and_the_act_says_so(people: People, record: Event) -> None:
    with pytest.raises(NotFound):
        take_stance(
            by=people.wang,
            event_id=record.pk,
            kind="confirmed",
            words="",
            at=AT,
            on_behalf_of=people.li,
        )
    let(people.li, people.wang, "take_stance")
    stance = take_stance(
        by=people.wang,
        event_id=record.pk,
        kind="confirmed",
        words="",
        at=AT,
        on_behalf_of=people.li,
    )
    assert (stance.actor, stance.on_behalf_of) == (people.wang, people.li)
    worker = records_of_myself(people.li)[0].worker
    assert worker is not None
    assert worker.delegated


def test_a_flagged_link_shows_on_its_stances(people: People) -> None:
    imported(people.chen, people.factory)
    link_myself(by=people.chen, name="李师傅", id_number=LI, at=AT)
    record = Event.objects.get(type="employment.recorded", row=2)
    take(people.chen, record, "confirmed")
    link_at_counter(by=people.clerk, user=people.li, name="李师傅", id_number=LI, at=AT)
    _, history = record_of_myself(people.li, record.pk)
    assert "存疑" in history[0].proof


def test_apps_above_hear_of_a_stance(people: People, record: Event) -> None:
    heard: list[tuple[str, int]] = []

    def hear(sender: object, stance: Event, record: Event, **_: object) -> None:
        heard.append((stance.type, record.pk))

    stance_taken.connect(hear)
    try:
        take(people.li, record, "confirmed")
    finally:
        stance_taken.disconnect(hear)
    assert heard == [("stance.confirmed", record.pk)]


def test_records_take_six_queries(
    people: People, record: Event, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        records_of_myself(people.li)


def test_a_delegate_reads_only_with_leave_and_the_grantor_sees_it(
    people: People, record: Event
) -> None:
    on = date(2026, 3, 2)
    for ask in (
        lambda: open_as_delegate(by=people.wang, grantor=people.li, at=AT),
        lambda: records_of_grantor(people.wang, people.li, on=on),
    ):
        with pytest.raises(NotFound):
            ask()
    let(people.li, people.wang, "read_records")
    open_as_delegate(by=people.wang, grantor=people.li, at=AT)
    assert len(records_of_grantor(people.wang, people.li, on=on)) == 1
    seen = accesses_to_myself(people.li)
    assert [(a.office, a.purpose) for a in seen] == [("受托代办人", "受本人委托代办")]
    with pytest.raises(NotFound):
        records_of_grantor(people.sun, people.li, on=on)
    with pytest.raises(NotFound):
        take_stance(
            by=people.wang,
            event_id=record.pk,
            kind="confirmed",
            words="",
            at=AT,
            on_behalf_of=people.li,
        )


def test_a_record_said_again_is_marked_and_the_answer_to_it_stays(
    people: People, record: Event
) -> None:
    take(people.li, record, "disputed", "入职日期不对")
    assert [view.is_outdated for view in records_of_myself(people.li)] == [False]
    rows = [("李师傅", LI, "", "机加工", "钳工", "2024-02-02", "5000")]
    batch = imported(people.chen, people.factory, rows, at=AT + HOUR)
    told = {view.event_id: view for view in records_of_myself(people.li)}
    assert told[record.pk].is_outdated and told[record.pk].reading == "disputed"
    assert [view.is_outdated for view in told.values()].count(False) == len(told) - 1
    import_undo(by=people.chen, batch_id=batch.pk, at=AT + HOUR * 2)
    assert not record_of_myself(people.li, record.pk)[0].is_outdated
