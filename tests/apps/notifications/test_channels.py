"""Each adapter against a stand-in that behaves like the real one, also when it fails."""

from __future__ import annotations

import email
import email.policy
import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from gongyue.apps.notifications.channels import dingtalk, sms, webhook, wechat, wecom
from gongyue.apps.notifications.channels import email as mail
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.kinds import Channel
from tests.apps.notifications.stand_in import OK, WeChat, dingtalk_robot, mail_server, stand_in
from tests.cast import AT

SECRET = "SEC-a-test-secret"


@pytest.fixture
def parcel() -> Parcel:
    return Parcel(
        number=str(uuid4()),
        channel=Channel.SMS,
        to="13900001001",
        title="表格没有导入",
        text="晨光工厂的表格没有导入，请登录看原因。",
        kind="registry.import_failed",
        sent_at=AT,
        sender="晨光工厂",
        path="/messages/7/",
        secret=SECRET,
    )


@pytest.fixture(autouse=True)
def house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SITE_URL = "https://gongyue.example.org"
    settings.DEFAULT_FROM_EMAIL = "工约 <notice@gongyue.example.org>"
    monkeypatch.setattr("gongyue.apps.accounts.outgoing.SECONDS", 1)
    monkeypatch.setattr(
        "gongyue.apps.accounts.outgoing.post.__kwdefaults__",
        {"trusted": False, "seconds": 1},
    )
    wechat._token.ends = 0


def failure(deliver: Any, parcel: Parcel) -> NotDelivered:
    with pytest.raises(NotDelivered) as failed:
        deliver(parcel)
    return failed.value


def test_an_sms_carries_signature_link_and_number(parcel: Parcel, settings: Any) -> None:
    settings.SMS_TOKEN = "a-token"
    with stand_in((202, {})) as gateway:
        settings.SMS_URL = gateway.url
        assert sms.deliver(parcel) is False
    said = gateway.seen[0]
    assert said.said == {
        "phone": "13900001001",
        "text": "【工约】晨光工厂的表格没有导入，请登录看原因。 https://gongyue.example.org",
        "id": parcel.number,
    }
    assert said.headers["Idempotency-Key"] == parcel.number
    assert said.headers["Authorization"] == "Bearer a-token"


def test_a_link_is_left_out_where_an_sms_would_become_two(parcel: Parcel, settings: Any) -> None:
    with stand_in((200, {})) as gateway:
        settings.SMS_URL = gateway.url
        sms.deliver(replace(parcel, text="长" * 60))
    assert "http" not in gateway.seen[0].said["text"]


HTTP_FAILURES = [
    ((500, {}), True),
    ((503, b"<html>busy</html>"), True),
    ((429, {}, {"Retry-After": "120"}), True),
    ((400, {}), False),
    ((401, {}), False),
    ((301, {}, {"Location": "http://127.0.0.1/elsewhere"}), False),
    ("slow", True),
    ("drip", True),
    ("cut", True),
    ("long", True),
    ("garbage", True),
]


@pytest.mark.parametrize(("answer", "retry"), HTTP_FAILURES, ids=lambda value: str(value)[:24])
@pytest.mark.parametrize("channel", ["sms", "wecom", "dingtalk", "webhook", "wechat"])
def test_every_channel_knows_a_passing_failure_from_a_lasting_one(
    parcel: Parcel, settings: Any, channel: str, answer: Any, retry: bool
) -> None:
    deliver = {
        "sms": sms.deliver,
        "wecom": wecom.deliver,
        "dingtalk": dingtalk.deliver,
        "webhook": webhook.deliver,
        "wechat": wechat.deliver,
    }[channel]
    with stand_in(answer) as server:
        settings.SMS_URL = settings.WECHAT_URL = server.url
        failed = failure(deliver, replace(parcel, to=server.url))
    assert failed.retry is retry
    assert failed.why and len(server.seen) == 1
    if isinstance(answer, tuple) and answer[0] == 429:
        assert failed.wait == 120


@pytest.mark.parametrize("deliver", [wecom.deliver, dingtalk.deliver])
@pytest.mark.parametrize("content", [b"", b"ok", b"[]", b'{"errcode":"0"}', b'{"errcode":true}'])
def test_an_answer_nobody_understands_is_no_success(
    parcel: Parcel, deliver: Any, content: bytes
) -> None:
    with stand_in((200, content)) as server:
        assert failure(deliver, replace(parcel, to=server.url)).retry


def test_nobody_there(parcel: Parcel, settings: Any) -> None:
    with stand_in() as gone:
        pass
    settings.SMS_URL = gone.url
    assert failure(sms.deliver, parcel).retry
    settings.SMS_URL = ""
    assert not failure(sms.deliver, parcel).retry


def test_a_gateway_may_refuse_with_a_word(parcel: Parcel, settings: Any) -> None:
    with stand_in((200, {"ok": False, "error": "空号"})) as gateway:
        settings.SMS_URL = gateway.url
        assert "空号" in failure(sms.deliver, parcel).why


def test_wecom_gets_text_link_and_sender(parcel: Parcel) -> None:
    with stand_in((200, OK)) as robot:
        assert wecom.deliver(replace(parcel, to=f"{robot.url}/cgi-bin/webhook/send?key=k")) is True
    content = robot.seen[0].said["text"]["content"]
    assert content.splitlines() == [
        "晨光工厂的表格没有导入，请登录看原因。",
        "https://gongyue.example.org/messages/7/",
        "—— 晨光工厂",
    ]
    assert robot.seen[0].query == {"key": "k"}


@pytest.mark.parametrize(
    ("deliver", "code", "retry"),
    [
        (wecom.deliver, 93000, False),
        (wecom.deliver, 45009, True),
        (wecom.deliver, -1, True),
        (dingtalk.deliver, 310000, False),
        (dingtalk.deliver, 130101, True),
        (dingtalk.deliver, -1, True),
    ],
)
def test_robots_refuse_by_code(parcel: Parcel, deliver: Any, code: int, retry: bool) -> None:
    with stand_in((200, {"errcode": code, "errmsg": "x" * 500})) as robot:
        failed = failure(deliver, replace(parcel, to=robot.url))
    assert failed.retry is retry and str(code) in failed.why and len(failed.why) <= 120


def test_dingtalk_is_signed_as_its_robot_checks(parcel: Parcel) -> None:
    with stand_in(dingtalk_robot(SECRET)) as robot:
        to = f"{robot.url}/robot/send?access_token=abc"
        assert dingtalk.deliver(replace(parcel, to=to)) is True
        assert robot.seen[0].query["access_token"] == "abc"
        assert "310000" in failure(dingtalk.deliver, replace(parcel, to=to, secret="other")).why


def test_a_webhook_is_signed_over_time_and_body(parcel: Parcel) -> None:
    with stand_in((204, b"")) as system:
        assert webhook.deliver(replace(parcel, to=system.url)) is True
    seen = system.seen[0]
    stamp, proof = seen.headers["X-Gongyue-Timestamp"], seen.headers["X-Gongyue-Signature"]
    assert proof == webhook.signature(SECRET, stamp, seen.body)
    assert proof != webhook.signature(SECRET, stamp, seen.body + b" ")
    assert json.loads(seen.body)["id"] == seen.headers["Idempotency-Key"] == parcel.number


def test_wechat_asks_for_one_token_and_clips_its_fields(parcel: Parcel, settings: Any) -> None:
    with stand_in(WeChat()) as api:
        settings.WECHAT_URL, settings.WECHAT_TEMPLATE = api.url, "tpl"
        for _ in range(2):
            assert wechat.deliver(replace(parcel, to="openid-li", title="长" * 40)) is False
    assert [seen.path.partition("?")[0] for seen in api.seen] == [
        "/cgi-bin/stable_token",
        *["/cgi-bin/message/subscribe/bizsend"] * 2,
    ]
    said = api.seen[-1].said
    assert (said["touser"], said["template_id"]) == ("openid-li", "tpl")
    assert said["data"]["thing1"]["value"] == "长" * 19 + "…"
    assert said["data"]["thing2"]["value"] == "晨光工厂"


def test_wechat_asks_for_a_new_token_when_its_own_is_no_longer_good(
    parcel: Parcel, settings: Any
) -> None:
    api = WeChat()
    with stand_in(api) as server:
        settings.WECHAT_URL = server.url
        wechat.deliver(parcel)
        api.tokens = 7  # somebody else has asked for one
        assert wechat.deliver(parcel) is False
    assert api.tokens == 8


@pytest.mark.parametrize(
    ("code", "retry"), [(43101, False), (40003, False), (47003, False), (45009, True), (-1, True)]
)
def test_wechat_refuses_by_code(parcel: Parcel, settings: Any, code: int, retry: bool) -> None:
    with stand_in(WeChat(code)) as server:
        settings.WECHAT_URL = server.url
        failed = failure(wechat.deliver, parcel)
    assert failed.retry is retry and str(code) in failed.why


def test_wechat_without_a_token_is_tried_later(parcel: Parcel, settings: Any) -> None:
    with stand_in((200, {"errcode": 40125, "errmsg": "invalid appsecret"})) as server:
        settings.WECHAT_URL = server.url
        failed = failure(wechat.deliver, parcel)
    assert failed.retry and "40125" in failed.why


def use(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1


def test_a_mail_says_who_sent_it_and_leads_on(parcel: Parcel, settings: Any) -> None:
    with mail_server() as server:
        use(settings, server.port)
        assert mail.deliver(replace(parcel, to="li@example.org")) is False
    found = email.message_from_bytes(server.mails[0], policy=email.policy.default)
    assert found["Subject"] == "表格没有导入 · 工约"
    assert found["Message-ID"] == f"<{parcel.number}@gongyue.example.org>"
    body = found.get_content()
    assert "https://gongyue.example.org/messages/7/" in body and "—— 晨光工厂" in body


@pytest.mark.parametrize(
    ("refuses", "retry"),
    [
        ({"RCPT": "550 no such mailbox"}, False),
        ({"RCPT": "450 later"}, True),
        ({"DATA": "554 spam"}, False),
        ({"DATA": "451 busy"}, True),
        ({"MAIL": "421 closing"}, True),
    ],
)
def test_mail_servers_refuse_for_good_or_for_now(
    parcel: Parcel, settings: Any, refuses: dict[str, str], retry: bool
) -> None:
    with mail_server(**refuses) as server:
        use(settings, server.port)
        assert failure(mail.deliver, replace(parcel, to="li@example.org")).retry is retry


def test_no_mail_server_is_tried_later(parcel: Parcel, settings: Any) -> None:
    with mail_server() as server:
        pass
    use(settings, server.port)
    assert failure(mail.deliver, replace(parcel, to="li@example.org")).retry
