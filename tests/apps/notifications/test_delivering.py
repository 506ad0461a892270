"""Sending what waits: when, how often, to whom not, and what happens after a crash."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from gongyue.apps.notifications import delivering
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.delivering import (
    LEASE,
    TRIES,
    deliver_due,
    is_anything_due,
    wait_before_try,
)
from gongyue.apps.notifications.kinds import KINDS, Channel, Group, Importance, Kind
from gongyue.apps.notifications.models import Delivery, Message
from gongyue.apps.notifications.planning import after_quiet_hours
from gongyue.apps.notifications.preferences import (
    bind_wechat,
    choose_channels,
    choose_hours,
    prove_email,
    set_email,
)
from gongyue.apps.notifications.retention import forget_old_messages
from gongyue.apps.notifications.selectors import messages_of
from gongyue.apps.notifications.services import Letter, Recipients, mark_all_read, send
from gongyue.apps.registry.services.erasure import destroy_key
from gongyue.apps.registry.services.links import link_myself
from tests.apps.notifications.stand_in import stand_in
from tests.apps.people import DAY, LI, People, imported
from tests.cast import AT

pytestmark = pytest.mark.django_db
NIGHT = AT.replace(hour=23)
MORNING = (AT + DAY).replace(hour=7, minute=0)


def kind(name: str, group: Group = Group.TASKS, **more: Any) -> Kind:
    return Kind(
        name=f"test.{name}",
        label="试",
        group=group,
        title="题",
        body="文",
        brief="短",
        **more,
    )


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    sms = (Channel.SMS,)
    for found in (
        kind("normal", channels=sms),
        kind("urgent", channels=sms, importance=Importance.URGENT),
        kind("quiet", channels=sms, importance=Importance.QUIET),
        kind("law", channels=sms, required=True),
        kind("wechat", Group.CASES, channels=(Channel.WECHAT,), falls_back=True),
        kind("wechat_only", Group.CASES, channels=(Channel.WECHAT,)),
        kind("mail", Group.CASES, channels=(Channel.EMAIL,), falls_back=True),
    ):
        monkeypatch.setitem(KINDS, found.name, found)


class Post:
    """Stands where the adapters stand: keeps parcels, fails when told."""

    def __init__(self) -> None:
        self.parcels: list[Parcel] = []
        self.problems: list[Exception] = []

    def __call__(self, parcel: Parcel) -> bool:
        self.parcels.append(parcel)
        if self.problems:
            raise self.problems.pop(0)
        return parcel.channel != Channel.SMS


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Post:
    settings.SMS_URL = settings.EMAIL_HOST = settings.WECHAT_APP_ID = "configured"
    settings.WECHAT_TEMPLATE = "tpl"
    settings.DEFAULT_FROM_EMAIL = "a@example.org"
    found = Post()
    monkeypatch.setattr(delivering, "hand_over", found)
    monkeypatch.setattr("gongyue.apps.notifications.preferences.hand_over", found)
    return found


def code_in(text: str) -> str:
    return re.findall(r"[0-9]{6}", text)[0]


def tell(user: Any, name: str = "normal", at: datetime = AT, **more: Any) -> Any:
    to = Recipients(user_ids=(user.pk,))
    return send(Letter(to=to, kind=f"test.{name}", at=at, **more))


def states(channel: str = "") -> list[tuple[str, str]]:
    rows = Delivery.objects.filter(message__kind__startswith="test.").order_by("pk")
    return [(row.channel, row.state) for row in rows if channel in {"", row.channel}]


def test_a_message_goes_out_once_and_is_noted(people: People, post: Post) -> None:
    tell(people.hr, url="/enterprise/")
    assert states() == [("sms", "waiting")]
    assert is_anything_due(AT)
    assert deliver_due(at=AT).delivered == 1
    assert deliver_due(at=AT + DAY).tried == 0
    assert states() == [("sms", "sent")]
    parcel = post.parcels[0]
    assert (parcel.to, parcel.text) == (people.hr.phone, "短")
    assert parcel.path == f"/messages/{messages_of(people.hr)[0].pk}/"


def test_it_is_handed_to_the_worker_when_the_transaction_is_done(
    people: People, post: Post, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sending = tell(people.hr)
        assert post.parcels == []
    assert len(post.parcels) <= 1  # the clock of the worker is the real one
    assert Message.objects.filter(sending=sending).count() == 1


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        (time(21, 59), None),
        (time(22, 0), time(7, 0)),
        (time(23, 30), time(7, 0)),
        (time(6, 59), time(7, 0)),
        (time(7, 0), None),
    ],
)
def test_quiet_hours_begin_and_end_to_the_minute(clock: time, due: time | None) -> None:
    at = AT.replace(hour=clock.hour, minute=clock.minute)
    then = after_quiet_hours(time(22), time(7), at)
    assert (then == at) if due is None else (then.time() == due and then > at)
    assert after_quiet_hours(time(9), time(9), at) == at
    assert after_quiet_hours(time(12), time(14), at.replace(hour=13)).hour == 14


def test_at_night_only_what_is_urgent_is_sent(people: People, post: Post) -> None:
    tell(people.hr, "normal", NIGHT)
    tell(people.hr, "urgent", NIGHT)
    assert deliver_due(at=NIGHT).tried == 1
    assert deliver_due(at=MORNING - timedelta(minutes=1)).tried == 0
    assert deliver_due(at=MORNING).delivered == 1


def test_somebody_may_have_other_hours(people: People, post: Post) -> None:
    choose_hours(by=people.hr, quiet_from=time(9), quiet_until=time(17, 30), digest_at=time(18))
    tell(people.hr)
    assert deliver_due(at=AT).tried == 0
    assert deliver_due(at=AT.replace(hour=17, minute=30)).delivered == 1


def test_quiet_messages_come_once_a_day_in_one(people: People, post: Post) -> None:
    for _ in range(3):
        tell(people.hr, "quiet")
    tell(people.chen, "quiet")
    assert deliver_due(at=AT).tried == 0
    deliver_due(at=AT.replace(hour=18))
    texts = sorted(parcel.text for parcel in post.parcels)
    assert texts == ["您有 1 条新消息，请登录工约查看。", "您有 3 条新消息，请登录工约查看。"]
    assert states() == [("sms", "sent")] * 4


def test_what_was_read_meanwhile_is_not_sent(people: People, post: Post) -> None:
    tell(people.hr, "normal", NIGHT)
    tell(people.hr, "quiet", NIGHT)
    mark_all_read(by=people.hr, at=NIGHT)
    deliver_due(at=AT + 2 * DAY)
    assert post.parcels == [] and {state for _, state in states()} == {"skipped"}


def test_what_was_declined_is_not_sent_unless_the_law_asks(people: People, post: Post) -> None:
    choose_channels(by=people.hr, wanted={("tasks", "sms"): False, ("tasks", "email"): True})
    tell(people.hr, "normal")
    tell(people.hr, "law")
    rows = Delivery.objects.filter(message__kind="test.normal")
    assert [(row.channel, row.state, row.why) for row in rows] == [
        ("email", "skipped", "没有验证过的邮箱")
    ]
    assert ("sms", "waiting") in states("sms")
    assert states("sms") == [("sms", "waiting")]


def test_an_unknown_group_or_channel_is_passed_over(people: People) -> None:
    choose_channels(by=people.hr, wanted={("nonsense", "sms"): True, ("tasks", "pigeon"): True})
    assert not people.hr.preferences.exists()


def test_without_wechat_an_sms_goes_where_it_matters(people: People, post: Post) -> None:
    tell(people.hr, "wechat")
    tell(people.hr, "wechat_only")
    assert states() == [("wechat", "skipped"), ("sms", "waiting")]
    choose_channels(by=people.hr, wanted={("cases", "sms"): False})
    tell(people.hr, "wechat")
    assert states()[2:] == [("wechat", "skipped")]


def test_a_refusal_by_wechat_is_followed_by_an_sms(people: People, post: Post) -> None:
    bind_wechat(by=people.hr, openid="openid-hr")
    tell(people.hr, "wechat")
    assert states() == [("wechat", "waiting")]
    post.problems = [NotDelivered("本人没有订阅微信消息（43101）", retry=False)]
    deliver_due(at=AT)
    assert states() == [("wechat", "failed"), ("sms", "sent")]
    assert [parcel.to for parcel in post.parcels] == ["openid-hr", people.hr.phone]


def test_a_proven_mailbox_gets_mail_and_its_failure_an_sms(people: People, post: Post) -> None:
    set_email(by=people.hr, address="hr@example.org", at=AT)
    prove_email(by=people.hr, code=code_in(post.parcels[0].text), at=AT)
    tell(people.hr, "mail")
    post.problems = [NotDelivered("邮箱不存在", retry=False)]
    deliver_due(at=AT)
    assert states() == [("email", "failed"), ("sms", "sent")]


def test_a_passing_failure_is_tried_again_later_and_in_the_end_given_up(
    people: People, post: Post
) -> None:
    tell(people.hr)
    at = AT
    for number in range(1, TRIES + 1):
        post.problems = [NotDelivered("对方系统出错（503）", retry=True)]
        assert deliver_due(at=at).tried == 1
        row = Delivery.objects.get(message__kind="test.normal")
        assert row.tries == number
        if number < TRIES:
            assert row.why == "对方系统出错（503）" and row.due_at > at
            assert deliver_due(at=row.due_at - timedelta(seconds=1)).tried == 0
        at = row.due_at
    assert (row.state, row.ended_at is not None) == ("given_up", True)
    assert len({parcel.number for parcel in post.parcels}) == 1


def test_waiting_doubles_and_never_falls_into_step() -> None:
    waits = [wait_before_try(number) for number in range(2, TRIES + 1)]
    for number, wait in enumerate(waits):
        assert 60 * 2**number <= wait <= 90 * 2**number
    assert wait_before_try(50) <= 9 * 3_600
    assert len({wait_before_try(6) for _ in range(50)}) > 1


def test_whoever_asks_us_to_wait_is_obeyed(people: People, post: Post) -> None:
    tell(people.hr)
    post.problems = [NotDelivered("太频繁", retry=True, wait=3_600)]
    deliver_due(at=AT)
    assert Delivery.objects.get(message__kind="test.normal").due_at == AT + timedelta(hours=1)


def test_a_broken_adapter_holds_up_nobody_else(people: People, post: Post) -> None:
    tell(people.hr)
    tell(people.chen)
    post.problems = [ZeroDivisionError()]
    deliver_due(at=AT)
    assert sorted(state for _, state in states()) == ["sent", "waiting"]


def test_a_killed_worker_leaves_nothing_undone_and_the_same_number(
    people: People, post: Post
) -> None:
    tell(people.hr)
    row = Delivery.objects.get(message__kind="test.normal")
    post.problems = [KeyboardInterrupt()]  # type: ignore[list-item]
    with pytest.raises(KeyboardInterrupt):
        deliver_due(at=AT)
    assert deliver_due(at=AT + timedelta(seconds=1)).tried == 0  # it may still be at it
    assert deliver_due(at=AT + LEASE + timedelta(seconds=1)).delivered == 1
    assert [parcel.number for parcel in post.parcels] == [str(row.number)] * 2


def test_what_another_worker_holds_is_left_to_it(people: People, post: Post) -> None:
    tell(people.hr)
    numbers = delivering._due_numbers(AT, None)
    assert delivering._claimed(numbers[0], AT) is not None
    assert delivering._claimed(numbers[0], AT) is None


def test_one_phone_gets_only_so_many_a_day(people: People, post: Post, settings: Any) -> None:
    settings.SMS_PER_PHONE_A_DAY = 2
    for _ in range(3):
        tell(people.hr, "normal")
    tell(people.chen, "normal")
    deliver_due(at=AT)
    assert [state for _, state in states()] == ["sent", "sent", "skipped", "sent"]
    tell(people.hr, "urgent")
    tell(people.hr, "law")
    deliver_due(at=AT)
    assert [state for _, state in states()][-2:] == ["sent", "sent"]
    tell(people.hr, "normal", AT + DAY)
    deliver_due(at=AT + DAY)
    assert states()[-1] == ("sms", "sent")


def test_what_comes_too_late_is_not_sent(people: People, post: Post) -> None:
    tell(people.hr)
    deliver_due(at=AT + timedelta(days=3, seconds=1))
    row = Delivery.objects.get(message__kind="test.normal")
    assert (row.state, row.why, post.parcels) == ("skipped", "过了三天，不再发", [])


def test_a_person_is_reached_by_the_account_of_today_or_not_at_all(
    people: People, post: Post
) -> None:
    imported(people.chen, people.factory)
    person = link_myself(by=people.li, name="李师傅", id_number=LI, at=AT).person
    send(Letter(to=Recipients(person_ids=(person.pk,)), kind="test.normal", at=AT))
    deliver_due(at=AT)
    assert post.parcels[-1].to == people.li.phone
    send(Letter(to=Recipients(person_ids=(person.pk,)), kind="test.normal", at=AT))
    destroy_key(person=person, by=None, at=AT)
    before = len(post.parcels)
    deliver_due(at=AT)
    assert states()[-1] == ("sms", "skipped") and len(post.parcels) == before


def test_a_closed_account_gets_nothing(people: People, post: Post) -> None:
    tell(people.hr)
    people.hr.is_active = False
    people.hr.save()
    deliver_due(at=AT)
    assert states() == [("sms", "skipped")]


def test_without_a_gateway_nothing_waits_for_one(people: People) -> None:
    tell(people.hr, "normal")
    assert states() == []
    tell(people.hr, "law")
    assert states() == [("sms", "skipped")]


def test_a_real_gateway_sees_one_number_over_a_crash(people: People, settings: Any) -> None:
    with stand_in((500, {}), (200, {})) as gateway:
        settings.SMS_URL = gateway.url
        tell(people.hr)
        deliver_due(at=AT)
        deliver_due(at=AT + timedelta(minutes=5))
    assert states() == [("sms", "sent")]
    assert len({seen.said["id"] for seen in gateway.seen}) == 1 and len(gateway.seen) == 2


def test_messages_go_when_their_time_is_over(people: People, settings: Any) -> None:
    settings.MESSAGE_DAYS = 30
    tell(people.hr, "normal")
    kept = Message.objects.exclude(kind="test.normal").count()
    tell(people.hr, "normal", AT + DAY)
    assert forget_old_messages(at=AT + 30 * DAY) == 0
    gone = forget_old_messages(at=AT + 30 * DAY + timedelta(seconds=1))
    assert gone == kept + 1
    assert forget_old_messages(at=AT + 30 * DAY + timedelta(seconds=1)) == 0
