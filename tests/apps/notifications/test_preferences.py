"""A mailbox is proven before it is used; group chats belong to who runs the organisation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused, TooSoon
from gongyue.apps.accounts.selectors import demo_messages
from gongyue.apps.notifications.delivering import deliver_due
from gongyue.apps.notifications.endpoints import (
    MOST,
    NewEndpoint,
    endpoint_add,
    endpoint_end,
    endpoint_try,
    endpoints_of,
)
from gongyue.apps.notifications.models import Contact, Delivery, Endpoint
from gongyue.apps.notifications.preferences import (
    CODES_A_DAY,
    forget_email,
    prove_email,
    set_email,
)
from gongyue.apps.notifications.services import Letter, Recipients, send
from tests.apps.notifications.stand_in import OK, dingtalk_robot, stand_in
from tests.apps.people import DAY, People
from tests.cast import AT

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
CHAT = NewEndpoint(
    channel="wecom",
    label="人事群",
    address="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc",
    groups=("work", "members"),
)
FAILED_IMPORT = {"firm": "晨光工厂", "file": "工资.xlsx", "reason": "没有姓名列。"}


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


def code() -> str:
    return re.findall(r"[0-9]{6}", demo_messages(channel="email")[0].text)[0]


@pytest.mark.usefixtures("demo")
def test_a_mailbox_is_proven_by_the_code_that_came_to_it(people: People) -> None:
    set_email(by=people.hr, address=" hr@example.org ", at=AT)
    prove_email(by=people.hr, code=f" {code()} ", at=AT + MINUTE)
    assert Contact.objects.get().email_proven_at == AT + MINUTE
    with pytest.raises(Refused):  # the code is used up
        prove_email(by=people.hr, code=code(), at=AT + MINUTE)
    assert b"example" not in bytes(Contact.objects.get().email_sealed)
    forget_email(by=people.hr)
    assert bytes(Contact.objects.get().email_sealed) == b""


@pytest.mark.usefixtures("demo")
def test_codes_are_not_guessed_not_late_and_not_somebody_elses(people: People) -> None:
    set_email(by=people.hr, address="hr@example.org", at=AT)
    right = code()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    with pytest.raises(Refused):
        prove_email(by=people.sun, code=right, at=AT)
    with pytest.raises(Refused):
        prove_email(by=people.hr, code=right, at=AT + timedelta(minutes=31))
    for _ in range(5):
        with pytest.raises(Refused):
            prove_email(by=people.hr, code=wrong, at=AT)
    with pytest.raises(Refused):
        prove_email(by=people.hr, code=right, at=AT)
    assert Contact.objects.get().email_proven_at is None


@pytest.mark.usefixtures("demo")
def test_nobody_fills_a_strangers_mailbox(people: People) -> None:
    for number in range(CODES_A_DAY):
        set_email(by=people.hr, address="victim@example.org", at=AT + number * MINUTE)
        with pytest.raises(TooSoon):
            set_email(by=people.hr, address="victim@example.org", at=AT + number * MINUTE)
    with pytest.raises(TooSoon):
        set_email(by=people.hr, address="victim@example.org", at=AT + CODES_A_DAY * MINUTE)
    set_email(by=people.hr, address="victim@example.org", at=AT + 2 * DAY)


@pytest.mark.parametrize(
    "address", ["", "x", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", "a" * 300]
)
@pytest.mark.usefixtures("demo")
def test_what_is_no_mailbox_is_refused_by_name(people: People, address: str) -> None:
    with pytest.raises(Refused) as refused:
        set_email(by=people.hr, address=address, at=AT)
    assert refused.value.field == "email"


def test_without_a_mail_server_no_mailbox_is_taken(people: People) -> None:
    with pytest.raises(Refused, match="没有接通邮件"):
        set_email(by=people.hr, address="hr@example.org", at=AT)


def test_owners_add_and_end_a_group_chat_and_nobody_else(people: People) -> None:
    facts = {"organisation_id": people.factory.pk, "at": AT}
    with pytest.raises(NotAllowed):
        endpoint_add(by=people.hr, new=CHAT, **facts)
    for stranger in (people.sun, people.zhou):
        with pytest.raises(NotFound):
            endpoint_add(by=stranger, new=CHAT, **facts)
    row = endpoint_add(by=people.chen, new=CHAT, **facts)
    seen = endpoints_of(people.chen, people.factory.pk)[0]
    assert (seen.label, seen.host) == ("人事群", "qyapi.weixin.qq.com")
    assert seen.group_labels == ("单位的工作", "单位成员和角色")
    assert b"key=abc" not in bytes(row.address_sealed)
    with pytest.raises(NotFound):
        endpoint_end(by=people.sun, endpoint_id=row.pk, at=AT)
    endpoint_end(by=people.chen, endpoint_id=row.pk, at=AT)
    assert endpoints_of(people.chen, people.factory.pk) == []
    assert bytes(Endpoint.objects.get().address_sealed) == b""
    with pytest.raises(NotFound):
        endpoint_try(by=people.chen, endpoint_id=row.pk, at=AT)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"label": "  "}, "label"),
        ({"address": "http://qyapi.weixin.qq.com/x"}, "address"),
        ({"address": "https://evil.example/cgi-bin/webhook/send?key=abc"}, "address"),
        ({"address": "https://10.0.0.5/", "channel": "dingtalk"}, "address"),
        ({"channel": "webhook", "address": "https://example.org/", "secret": "short"}, "secret"),
        ({"groups": ("nonsense",)}, "groups"),
    ],
)
def test_a_mistake_is_named_by_its_field(people: People, change: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        endpoint_add(
            by=people.chen,
            organisation_id=people.factory.pk,
            new=replace(CHAT, **change),
            at=AT,
        )
    assert refused.value.field == field


def test_there_are_only_so_many(people: People) -> None:
    facts = {"by": people.chen, "organisation_id": people.factory.pk, "new": CHAT, "at": AT}
    for _ in range(MOST):
        endpoint_add(**facts)
    with pytest.raises(Refused, match="最多"):
        endpoint_add(**facts)


def test_a_chat_is_told_once_whatever_the_number_of_members(people: People) -> None:
    with stand_in((200, OK)) as robot:
        new = replace(CHAT, address=f"{robot.url}/cgi-bin/webhook/send?key=abc")
        endpoint_add(by=people.chen, organisation_id=people.factory.pk, new=new, at=AT)
        letter = Letter(
            to=Recipients(organisation_id=people.factory.pk),
            kind="registry.import_failed",
            facts=FAILED_IMPORT,
            at=AT,
            once="import:1",
        )
        send(letter)
        send(letter)
        deliver_due(at=AT)
    assert len(robot.seen) == 1
    content = robot.seen[0].said["text"]["content"]
    assert content.startswith("晨光工厂 的表格没有导入") and "工资.xlsx" not in content
    assert Delivery.objects.get(channel="wecom").state == "delivered"


def test_a_chat_gets_the_groups_it_wants_only(people: People) -> None:
    endpoint_add(
        by=people.chen,
        organisation_id=people.factory.pk,
        new=replace(CHAT, groups=("board",)),
        at=AT,
    )
    to = Recipients(organisation_id=people.factory.pk)
    send(Letter(to=to, kind="registry.import_failed", facts=FAILED_IMPORT, at=AT))
    assert not Delivery.objects.filter(channel="wecom").exists()


def test_a_test_message_says_what_the_other_side_said(people: People) -> None:
    secret = "SEC-the-robots-own"
    with stand_in(dingtalk_robot(secret)) as robot:
        new = NewEndpoint(
            channel="dingtalk", label="群", address=robot.url, secret=secret, groups=("work",)
        )
        good = endpoint_add(by=people.chen, organisation_id=people.factory.pk, new=new, at=AT)
        endpoint_try(by=people.chen, endpoint_id=good.pk, at=AT)
        bad = endpoint_add(
            by=people.chen,
            organisation_id=people.factory.pk,
            new=replace(new, secret="wrong"),
            at=AT,
        )
        with pytest.raises(Refused, match="310000"):
            endpoint_try(by=people.chen, endpoint_id=bad.pk, at=AT)
