"""Boards on the screen: nothing runs that was typed, drafts are not lost, strangers see nothing."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.messages.examples import announcement_of_factory, answer_of_li

BOARD = "/announcements/"
GOOD = {
    "title": "高温津贴",
    "text": "<script>alert(1)</script>\n\n- 六月起\n- [标准](https://example.org/)",
    "audience": "everybody",
    "first_on": "2026-03-01",
}


def test_an_office_publishes_and_anybody_reads_it_as_text(cast: Cast, browse: Browse) -> None:
    sent = browse(cast.regulator).post("/announcements/new/", GOOD, follow=True)
    assert "已发布" in sent.text and "高温津贴" in sent.text
    assert "高温津贴" in Client().get(BOARD).text
    url = Client().get(BOARD).text.split('slip__title" href="')[1].split('"')[0]
    page = Client().get(url).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "<script>alert" not in page
    assert "<li>六月起</li>" in page
    assert 'href="https://example.org/" rel="nofollow noopener noreferrer">标准</a>' in page
    assert "登录</a>后可以答复" in page


def test_what_is_for_the_own_people_is_hidden_from_all_others(cast: Cast, browse: Browse) -> None:
    url = reverse("messages:announcement", args=[announcement_of_factory(cast).pk])
    assert "设备检修停产一天" in browse(cast.worker).get(BOARD).text
    assert browse(cast.worker).get(url).status_code == 200
    for other in (cast.stranger, cast.regulator, None):
        assert browse(other).get(url).status_code == 404
        assert "设备检修停产一天" not in browse(other).get(BOARD).text


def test_a_reader_answers_and_the_publisher_replies(cast: Cast, browse: Browse) -> None:
    row = announcement_of_factory(cast)
    url = reverse("messages:announcement", args=[row.pk])
    worker, boss = browse(cast.worker), browse(cast.enterprise)
    assert "请写答复" in worker.post(url, {"words": " "}).text
    assert "答复已交给发布单位" in worker.post(url, {"words": "那天值班吗？"}, follow=True).text
    page = boss.get(reverse("messages:answers", args=[row.pk])).text
    assert "那天值班吗？" in page and "1</strong> 人看过" in page
    number = page.split(f"/announcements/{row.pk}/answers/")[1].split("/")[0]
    reply = reverse("messages:reply", args=[row.pk, number])
    assert "请写回复" in boss.post(reply, {"words": ""}, follow=True).text
    boss.post(reply, {"words": "不值班。"})
    assert "不值班。" in worker.get(url).text
    assert "晨光工厂 回复了您的答复" in worker.get("/messages/").text


def test_a_mistake_keeps_what_was_written(cast: Cast, browse: Browse) -> None:
    bad = {**GOOD, "title": "", "first_on": "三月"}
    page = browse(cast.regulator).post("/announcements/new/", bad).text
    assert "请写标题" in page and "请写成 2026-03-01 这样的日期" in page
    assert "六月起" in page and 'value="三月"' in page


def test_how_it_is_published_is_chosen_by_ticks(cast: Cast, browse: Browse) -> None:
    ticked = {**GOOD, "how": ["is_pinned", "is_answerable"]}
    client = browse(cast.operator)
    client.post("/announcements/new/", ticked)
    page = Client().get(BOARD).text
    assert "置顶" in page and "可答复" in page and "紧急" not in page
    bad = client.post("/announcements/new/", {**GOOD, "how": ["is_superuser"]})
    assert bad.status_code == 200 and "请从列表里选" in bad.text


def test_an_edit_and_a_withdrawal(cast: Cast, browse: Browse) -> None:
    row = announcement_of_factory(cast)
    boss, worker = browse(cast.enterprise), browse(cast.worker)
    url = reverse("messages:announcement", args=[row.pk])
    worker.get(url)
    words = {"title": "改到周日", "text": "周日检修。"}
    boss.post(reverse("messages:change", args=[row.pk]), words)
    page = worker.get(url).text
    assert "周日检修。" in page and "以前的版本" in page and "本周六停产检修" in page
    take_back = reverse("messages:take_back", args=[row.pk])
    assert "请写明为什么撤回" in boss.post(take_back, {"reason": ""}, follow=True).text
    boss.post(take_back, {"reason": "不检修了"})
    page = worker.get(url).text
    assert "已经撤回" in page and "不检修了" in page
    assert "改到周日" not in worker.get(BOARD).text


def test_nobody_replies_to_an_answer_of_another_board(cast: Cast, browse: Browse) -> None:
    first, second = answer_of_li(cast), announcement_of_factory(cast)
    url = reverse("messages:reply", args=[second.pk, first["answer_id"]])
    assert browse(cast.enterprise).post(url, {"words": "x"}).status_code == 404


def test_lists_leave_as_files(cast: Cast, browse: Browse) -> None:
    facts = answer_of_li(cast)
    boss = browse(cast.enterprise)
    answers = reverse("messages:answers", args=[facts["announcement_id"]])
    for url, words in (
        (BOARD, "设备检修"),
        ("/announcements/sent/", "设备检修"),
        (answers, "收到"),
    ):
        text = boss.get(url, {"export": "csv"}).content.decode("utf-8-sig")
        assert words in text


def test_the_board_takes_few_queries(
    cast: Cast, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for _ in range(15):
        announcement_of_factory(cast)
    client = browse(cast.worker)
    client.get(BOARD)
    with django_assert_max_num_queries(14):
        client.get(BOARD)
