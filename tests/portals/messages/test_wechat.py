"""接收设置 · 微信: bound by WeChat's own answer, in the browser that asked, and ended at will."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from gongyue.apps.notifications.choices import choices_of
from gongyue.apps.notifications.models import Contact
from gongyue.apps.notifications.packing import address_of
from tests.apps.notifications.stand_in import Seen, StandIn, stand_in
from tests.cast import Cast, bring_to_life

INSIDE = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"


class Accounts:
    """Tells whose code it is, once each, as WeChat does."""

    def __init__(self) -> None:
        self.codes = {"code-li": "openid-li"}

    def __call__(self, seen: Seen) -> Any:
        asked = seen.query
        if asked.get("secret") != "secret" or asked.get("grant_type") != "authorization_code":
            return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
        openid = self.codes.pop(asked["code"], None)
        if openid is None:
            return 200, {"errcode": 40163, "errmsg": "code been used"}
        return 200, {"access_token": "t", "openid": openid, "scope": "snsapi_base"}


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


@pytest.fixture
def wechat(settings: Any) -> Iterator[StandIn]:
    settings.WECHAT_APP_ID, settings.WECHAT_SECRET = "wx1", "secret"
    settings.WECHAT_TEMPLATE = "tpl"
    with stand_in(Accounts()) as server:
        settings.WECHAT_URL = server.url
        yield server


def inside(user: Any) -> Client:
    client = Client(headers={"user-agent": INSIDE})
    client.force_login(user)
    return client


def begun(client: Client) -> dict[str, str]:
    """What WeChat is asked: the parameters of the address the browser is sent to."""
    answer = client.get("/messages/choices/wechat/")
    parts = urlsplit(answer["Location"])
    assert parts.hostname == "open.weixin.qq.com"
    assert parts.fragment == "wechat_redirect"
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def come_back(client: Client, **said: str) -> str:
    return client.get("/messages/choices/wechat/back/", said, follow=True).content.decode()


def test_a_worker_binds_and_ends_it(cast: Cast, wechat: StandIn) -> None:
    client = inside(cast.worker)
    assert "绑定我的微信" in client.get("/messages/choices/").content.decode()
    asked = begun(client)
    assert asked["scope"] == "snsapi_base"
    assert asked["redirect_uri"].endswith("/messages/choices/wechat/back/")
    assert "微信已绑定" in come_back(client, code="code-li", state=asked["state"])
    assert choices_of(cast.worker).wechat_is_bound
    assert b"openid-li" not in bytes(Contact.objects.get(user=cast.worker).openid_sealed)
    assert address_of("wechat", cast.worker, Contact.objects.get(user=cast.worker)) == "openid-li"
    client.post("/messages/choices/wechat/end/")
    assert not choices_of(cast.worker).wechat_is_bound


def test_a_code_from_elsewhere_binds_nothing(cast: Cast, wechat: StandIn) -> None:
    client = inside(cast.worker)
    assert "不是从这里开始的" in come_back(client, code="code-li", state="made-up")
    begun(client)
    assert "不是从这里开始的" in come_back(client, code="code-li", state="made-up")
    assert not wechat.seen
    assert not choices_of(cast.worker).wechat_is_bound


def test_an_answer_is_good_once(cast: Cast, wechat: StandIn) -> None:
    client = inside(cast.worker)
    state = begun(client)["state"]
    come_back(client, code="code-li", state=state)
    client.post("/messages/choices/wechat/end/")
    assert "不是从这里开始的" in come_back(client, code="code-li", state=state)
    assert "已经用过" in come_back(client, code="code-li", state=begun(client)["state"])
    assert not choices_of(cast.worker).wechat_is_bound


def test_whoever_says_no_stays_unbound(cast: Cast, wechat: StandIn) -> None:
    client = inside(cast.worker)
    assert "没有同意" in come_back(client, state=begun(client)["state"])
    assert not wechat.seen


@pytest.mark.parametrize("answer", ["cut", "garbage", (500, {}), (200, []), (200, {"openid": 5})])
def test_when_wechat_fails_it_is_said(cast: Cast, wechat: StandIn, answer: Any) -> None:
    wechat.answers = [answer]
    client = inside(cast.worker)
    page = come_back(client, code="code-li", state=begun(client)["state"])
    assert "没有绑定" in page
    assert not choices_of(cast.worker).wechat_is_bound


def test_outside_wechat_a_code_leads_there(cast: Cast, wechat: StandIn) -> None:
    client = Client()
    client.force_login(cast.worker)
    page = client.get("/messages/choices/").content.decode()
    assert "用微信扫下面的码" in page
    assert client.get("/messages/choices/wechat/")["Location"] == "/messages/choices/"


def test_where_no_account_is_connected_nothing_is_offered(cast: Cast) -> None:
    assert "绑定我的微信" not in inside(cast.worker).get("/messages/choices/").content.decode()
