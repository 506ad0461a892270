"""发出的消息 on screen: who has read it, the reminder, and nothing for the stranger."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import now

from gongyue.apps.notifications.models import Message
from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.messages.examples import sending_of_factory

LIST = "/messages/sent/"


def test_the_list_the_page_and_the_reminder(cast: Cast, browse: Browse) -> None:
    sending = sending_of_factory(cast)["sending"]
    chen = browse(cast.enterprise)
    assert "发给 1 人，看过 0 人" in chen.get(LIST).text
    page = chen.get(reverse("messages:sending", args=[sending])).text
    assert "还没看" in page and "没看 1 人" in page
    assert "请勾选" in chen.post(f"{LIST}remind/", {"chosen": ["x"]}, follow=True).text
    two_days_ago = now() - timedelta(days=2)
    Message.objects.filter(sending=sending).update(sent_at=two_days_ago)
    done = chen.post(f"{LIST}remind/", {"chosen": [str(sending)]}, follow=True)
    assert "提醒了 1 人" in done.text and "提醒过 1 次" in done.text
    assert "请您看" in browse(cast.worker).get("/messages/").text
    again = chen.post(f"{LIST}remind/", {"chosen": [str(sending)]}, follow=True)
    assert "有 1 条这次不用或不能再提醒" in again.text
    assert "提醒过几次" in chen.get(LIST, {"export": "csv"}).content.decode("utf-8-sig")


def test_the_stranger_sees_nothing(cast: Cast, browse: Browse) -> None:
    sending = sending_of_factory(cast)["sending"]
    for user in (cast.stranger, cast.worker, cast.regulator):
        url = reverse("messages:sending", args=[sending])
        assert browse(user).get(url).status_code == 404
    for user in (cast.stranger, cast.worker):
        assert browse(user).get(LIST).status_code == 404
        assert browse(user).post(f"{LIST}remind/", {"chosen": [sending]}).status_code == 404
