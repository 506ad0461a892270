"""The inbox on every desk: one's own only, in the layout of where one came from."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongyue.apps.notifications.models import Message, Preference
from gongyue.apps.notifications.selectors import unread_count
from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.messages.examples import chat_of_factory, message_to_li

INBOX = "/messages/"


def test_a_message_is_listed_opened_read_and_leads_on(cast: Cast, browse: Browse) -> None:
    number = message_to_li(cast)
    client = browse(cast.worker)
    page = client.get(INBOX)
    assert "示例区劳动监察大队 查阅了您的档案" in page.text and "未读" in page.text
    opened = client.get(reverse("messages:message", args=[number]))
    assert "用途：劳动保障监察" in opened.text and 'href="/worker/seen/"' in opened.text
    assert Message.objects.get(pk=number).read_at is not None
    for other in (cast.stranger, cast.enterprise):
        assert browse(other).get(reverse("messages:message", args=[number])).status_code == 404
        assert "示例区劳动监察大队" not in browse(other).get(INBOX).text


def test_the_bell_counts_on_every_layout(cast: Cast, browse: Browse) -> None:
    message_to_li(cast)
    count = unread_count(cast.worker)
    client = browse(cast.worker)
    for path in ("/", "/worker/", INBOX):
        page = client.get(path).text
        assert 'class="bell"' in page and f"</span>{count}</span>" in page
    fragment = client.get("/messages/bell/?desk=worker")
    assert "<html" not in fragment.text and f"</span>{count}</span>" in fragment.text
    assert 'class="bell"' not in Client().get("/").text
    assert Client().get("/messages/bell/").status_code == 286


def test_the_desk_one_came_from_stays_and_nobody_borrows_another(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.enterprise)
    assert 'href="/enterprise/people/"' in client.get(f"{INBOX}?desk=enterprise").text
    assert 'href="/enterprise/people/"' in client.get(INBOX).text
    worker = client.get(f"{INBOX}?desk=worker").text
    assert 'href="/enterprise/people/"' not in worker and 'class="tabs"' in worker
    stranger = browse(cast.stranger).get(f"{INBOX}?desk=enterprise").text
    assert "/enterprise/people/" not in stranger and "晨光工厂" not in stranger


def test_filters_and_reading_of_many(cast: Cast, browse: Browse) -> None:
    numbers = [message_to_li(cast) for _ in range(3)]
    client = browse(cast.worker)
    client.post("/messages/read/", {"act": "read", "chosen": [str(numbers[0]), "x", "9" * 30]})
    assert Message.objects.filter(pk__in=numbers, read_at=None).count() == 2
    assert client.get(INBOX, {"show": "unread", "group": "access"}).text.count("slip--new") == 2
    assert "这里没有消息" in client.get(INBOX, {"group": "board"}).text
    client.post("/messages/read/", {"act": "all"})
    assert unread_count(cast.worker) == 0
    assert "还没有勾选" in client.post("/messages/read/", {"act": "read"}, follow=True).text


def test_a_long_list_takes_the_same_number_of_queries(
    cast: Cast, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for _ in range(40):
        message_to_li(cast)
    client = browse(cast.worker)
    client.get(INBOX)  # the session remembers the desk
    with django_assert_max_num_queries(18):
        page = client.get(INBOX)
    assert "下一页" in page.text


def test_an_export_holds_what_the_list_shows(cast: Cast, browse: Browse) -> None:
    message_to_li(cast)
    text = browse(cast.worker).get(INBOX, {"export": "csv"}).content.decode("utf-8-sig")
    assert "示例区劳动监察大队 查阅了您的档案" in text


def test_what_is_chosen_is_kept_and_what_must_be_sent_has_no_box(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.worker)
    page = client.get("/messages/choices/").text
    assert 'value="access.wechat" checked' in page
    assert 'value="account.sms"' not in page and "必发" in page
    client.post("/messages/choices/channels/", {"wanted": ["access.email", "nonsense.sms"]})
    rows = set(Preference.objects.values_list("group", "channel", "wanted"))
    assert ("access", "email", True) in rows and ("access", "wechat", False) in rows
    assert ("account", "sms", False) not in rows
    page = client.get("/messages/choices/").text
    assert 'value="access.email" checked' in page and 'value="access.wechat" >' in page


def test_hours_are_kept_and_a_mistake_names_its_field(cast: Cast, browse: Browse) -> None:
    client = browse(cast.worker)
    good = {"quiet_from": "21:30", "quiet_until": "06:00", "digest_at": "12:00"}
    client.post("/messages/choices/hours/", good)
    assert 'value="21:30"' in client.get("/messages/choices/").text
    bad = client.post("/messages/choices/hours/", {**good, "quiet_from": "25:99"})
    assert bad.status_code == 200 and "请写成 22:00 这样的时间" in bad.text
    assert 'value="25:99"' in bad.text


def test_a_mailbox_is_proven_on_the_page(cast: Cast, browse: Browse, settings: Any) -> None:
    import re

    settings.DEMO = True
    client = browse(cast.worker)
    bad = client.post("/messages/choices/email/", {"email": "nobody"})
    assert "请填写完整的邮箱" in bad.text and 'value="nobody"' in bad.text
    client.post("/messages/choices/email/", {"email": "li@example.org"})
    page = client.get("/messages/choices/").text
    assert page.index("还没有验证") < page.index(
        "哪些事、怎么告诉我"
    )  # the code is asked for first
    inbox = client.get("/demo/inbox/", {"channel": "email"}).text
    assert "验证码不对" in client.post("/messages/choices/email/code/", {"code": "0"}).text
    code = re.findall(r"验证码 (\d{6})", inbox)[0]
    client.post("/messages/choices/email/code/", {"code": code})
    assert "已验证" in client.get("/messages/choices/").text
    client.post("/messages/choices/email/", {"act": "forget"})
    assert "li@example.org" not in client.get("/messages/choices/").text


def test_owners_see_their_chats_without_the_key(cast: Cast, browse: Browse) -> None:
    chat_of_factory(cast)
    page = browse(cast.enterprise).get("/messages/endpoints/").text
    assert 'value="tasks"' in page and 'value="records"' not in page  # no one's file in a chat
    assert "人事群" in page and "127.0.0.1" in page and "key=k" not in page
    assert "qyapi" not in browse(cast.operator).get("/messages/endpoints/").text
    assert "127.0.0.1" not in browse(cast.operator).get("/messages/endpoints/").text


def test_a_bad_address_keeps_the_form_and_says_what_is_wrong(cast: Cast, browse: Browse) -> None:
    facts = {"channel": "wecom", "label": "群", "address": "http://x", "groups": ["work"]}
    page = browse(cast.enterprise).post("/messages/endpoints/", facts)
    assert "地址须以 https:// 开头" in page.text and 'value="群"' in page.text


def test_a_chat_nobody_answers_says_so(cast: Cast, browse: Browse) -> None:
    row = chat_of_factory(cast)
    url = reverse("messages:try_endpoint", args=[row.pk])
    assert "没有送到：连不上对方" in browse(cast.enterprise).post(url, follow=True).text


def test_the_demo_shows_what_it_did_not_send_and_a_real_system_has_no_such_page(
    cast: Cast, settings: Any
) -> None:
    assert Client().get("/demo/inbox/").status_code == 404
    settings.DEMO = True
    Client().post("/sign-in/", {"phone": "13900001001"})
    page = Client().get("/demo/inbox/").text
    assert "李师傅" in page and "验证码" in page and "短信" in page
    assert "<table" not in Client().get("/demo/inbox/", {"channel": "email"}).text


@pytest.mark.parametrize("query", ["?page=x", "?group=%00", "?group=" + "长" * 5_000, "?desk='--"])
def test_nonsense_in_the_address_does_no_harm(cast: Cast, browse: Browse, query: str) -> None:
    assert browse(cast.worker).get(INBOX + query).status_code == 200


def test_the_operator_sees_counts_and_no_message(cast: Cast, browse: Browse, settings: Any) -> None:
    client = browse(cast.operator)
    page = client.get("/operator/channels/").text
    assert "没有接通" in page and "最近没有失败" in page
    assert (
        "发不了：本系统没有接通这个渠道"
        in client.post("/operator/channels/try/", {"channel": "sms"}, follow=True).text
    )
    settings.DEMO = True
    client.post("/operator/channels/try/", {"channel": "sms"})
    assert "工约的测试消息" in client.get("/demo/inbox/").text
