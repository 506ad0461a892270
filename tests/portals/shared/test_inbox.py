"""待办 on a desk: filters, counts, batch acts, one task with its thread, who is away."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import cover_for, task_of_office

INBOX, BATCH = "/regulator/tasks/", "/regulator/tasks/batch/"
EVIL = "<script>alert(1)</script>'; DROP TABLE tasks;-- \u202e🙂" + "长" * 20_000


def opened(cast: Cast, title: str, **more: Any) -> Any:
    """A task of the bureau, due in `days`."""
    from gongyue.apps.registry.selectors.organisations import organisations_of
    from gongyue.apps.tasks.services import NewTask, task_open

    days = more.pop("days", 3)
    due = localdate() + timedelta(days=days) if days is not None else None
    office = organisations_of(cast.regulator)[0].organisation_id
    new = NewTask(title=title, organisation_id=office, due_on=due, if_nobody="转交。", **more)
    return task_open(by=None, new=new, at=now())


@pytest.fixture
def colleague(cast: Cast) -> Any:
    """孟同事 of the bureau."""
    return cover_for(cast.regulator).colleague


@pytest.fixture
def client(cast: Cast, browse: Browse) -> Client:
    return browse(cast.regulator)


def titles(page: Any) -> list[str]:
    return [task.title for task in page.context["page"]]


def chip(page: Any, group: str, label: str) -> Any:
    return next(c for c in page.context["filters"][group] if c.label == label)


def test_each_filter_shows_as_many_as_it_says(cast: Cast, client: Client) -> None:
    for title, days in (
        ("逾期的", -2),
        ("今天的", 0),
        ("后天的", 2),
        ("下月的", 40),
        ("没日子的", None),
    ):
        opened(cast, title, days=days)
    page = client.get(INBOX)
    assert titles(page) == ["逾期的", "今天的", "后天的", "下月的", "没日子的"]
    for label, found in (
        ("逾期", ["逾期的"]),
        ("七天内", ["今天的", "后天的"]),
        ("以后", ["下月的"]),
        ("没有期限", ["没日子的"]),
    ):
        one = chip(page, "due", label)
        assert one.count == len(found)
        assert titles(client.get(INBOX + one.url)) == found


def test_filters_live_in_the_address_and_combine(cast: Cast, client: Client) -> None:
    opened(cast, "查甲厂", days=-1)
    opened(cast, "查乙厂", days=-1)
    opened(cast, "查丙厂", days=9)
    page = client.get(INBOX, {"q": "查", "due": "overdue", "sort": "newest"})
    assert titles(page) == ["查乙厂", "查甲厂"]
    assert "q=%E6%9F%A5" in chip(page, "due", "以后").url
    assert client.get(INBOX, {"q": "没有这个"}).text.count("没有这样的待办") == 1


@pytest.mark.parametrize("name", ["q", "who", "kind", "due", "hand", "sort", "state", "page"])
def test_whatever_is_asked_is_answered(cast: Cast, client: Client, name: str) -> None:
    opened(cast, "查甲厂")
    for value in (EVIL, "\0", "0", "-1"):
        page = client.get(INBOX, {name: value[:3_000]})
        assert page.status_code == 200 and "<script>alert" not in page.text


def test_a_part_of_the_page_will_do(cast: Cast, client: Client) -> None:
    opened(cast, "查甲厂")
    part = client.get(INBOX, {"q": "查"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text and "查甲厂" in part.text


def test_pages_keep_the_filters(cast: Cast, client: Client) -> None:
    for number in range(31):
        opened(cast, f"事 {number:02}", about=f"x:{number}")
    page = client.get(INBOX, {"q": "事"})
    assert "q=%E4%BA%8B&amp;page=2" in page.text
    assert len(titles(client.get(INBOX, {"q": "事", "page": "2"}))) == 1


def test_the_list_takes_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(INBOX)
    for number in range(20):
        opened(cast, f"事 {number}", about=f"x:{number}")
    with django_assert_max_num_queries(31):
        client.get(INBOX)


def test_batch_acts_say_what_was_done(cast: Cast, client: Client, colleague: Any) -> None:
    numbers = [str(opened(cast, f"事 {n}", about=f"x:{n}").pk) for n in range(3)]
    sent = {"chosen": numbers, "query": "sort=newest"}
    taken = client.post(BATCH, {**sent, "act": "take"}, follow=True)
    assert "3 件已认领" in taken.text
    assert taken.redirect_chain[-1][0] == f"{INBOX}?sort=newest"
    assert chip(taken, "hand", "我名下的").count == 3
    assert "3 件已放回" in client.post(BATCH, {**sent, "act": "put_back"}, follow=True).text
    over = {**sent, "act": "hand_over", "to": str(colleague.pk)}
    assert "请写一句交代" in client.post(BATCH, over, follow=True).text
    assert "3 件已交给同事" in client.post(BATCH, {**over, "words": "接着办"}, follow=True).text
    assert titles(client.get(INBOX)) == []


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "done"},
        {"act": "no such", "chosen": ["x"]},
        {"act": "done", "chosen": ["x", "\0", "1" * 5_000]},
        {"act": "hand_over", "to": EVIL, "words": EVIL, "chosen": ["x"]},
        {"act": "done", "query": "https://elsewhere.example/" + EVIL, "chosen": ["x"]},
    ],
)
def test_nonsense_in_a_batch_does_nothing(cast: Cast, client: Client, sent: dict[str, Any]) -> None:
    opened(cast, "查甲厂")
    answer = client.post(BATCH, sent)
    assert answer.status_code == 302 and answer["Location"].startswith(INBOX)
    assert titles(client.get(INBOX)) == ["查甲厂"]


def test_tasks_of_others_are_not_closed_in_a_batch(cast: Cast, browse: Browse) -> None:
    task = opened(cast, "查甲厂")
    client = browse(cast.mediator)
    sent = {"act": "done", "chosen": [str(task.pk)]}
    assert client.post("/mediator/tasks/batch/", sent).status_code == 404
    assert client.get("/mediator/tasks/").text.count("查甲厂") == 0


def test_a_task_is_taken_said_about_and_handed_over(
    cast: Cast, client: Client, browse: Browse, colleague: Any
) -> None:
    url = reverse("regulator:task", args=[opened(cast, "查甲厂").pk])
    assert "您来办了" in client.post(f"{url}take/", follow=True).text
    said = client.post(f"{url}say/", {"remark-words": "已电话 <b>联系</b>"}, follow=True)
    assert "已电话 &lt;b&gt;联系&lt;/b&gt;" in said.text
    empty = client.post(f"{url}say/", {"remark-words": " "})
    assert list(empty.context["remark_form"].errors) == ["words"]
    wrong = client.post(f"{url}hand-over/", {"over-to": "0", "over-words": "接着办"})
    assert list(wrong.context["over_form"].errors) == ["to"]
    assert "接着办" in wrong.text
    sent = {"over-to": str(colleague.pk), "over-words": "接着办"}
    assert "已交给同事" in client.post(f"{url}hand-over/", sent, follow=True).text
    theirs = browse(colleague.user).get(url)
    assert "接着办" in theirs.text and "周监察员 交来" in theirs.text
    assert client.post(f"{url}nonsense/").status_code == 404


def test_words_of_any_kind_are_kept_or_refused(cast: Cast, client: Client) -> None:
    url = reverse("regulator:task", args=[opened(cast, "查甲厂").pk])
    long = client.post(f"{url}say/", {"remark-words": EVIL})
    assert "最多写 1000 字" in long.text and "<script>alert" not in long.text
    client.post(f"{url}say/", {"remark-words": EVIL[:900]})
    assert "<script>alert" not in client.get(url).text


def test_a_cover_is_asked_for_shown_and_ended(
    cast: Cast, client: Client, browse: Browse, colleague: Any
) -> None:
    page = client.get("/regulator/tasks/away/")
    mine = page.context["cover_form"].fields["mine"].choices[0][0]
    sent = {
        "which": "cover",
        "cover-mine": mine,
        "cover-to": colleague.pk,
        "cover-first_on": localdate().isoformat(),
        "cover-last_on": (localdate() + timedelta(days=2)).isoformat(),
    }
    wrong = client.post(page.request["PATH_INFO"], {**sent, "cover-last_on": "昨天"})
    assert list(wrong.context["cover_form"].errors) == ["last_on"]
    early = client.post(page.request["PATH_INFO"], {**sent, "cover-last_on": "2020-01-01"})
    assert list(early.context["cover_form"].errors) == ["last_on"]
    client.post(page.request["PATH_INFO"], sent)
    assert "正在替您办待办" in client.get(INBOX).text
    theirs = browse(colleague.user)
    assert "您正在替 周监察员 办待办" in theirs.get(INBOX).text
    end = re.search(r'action="(/regulator/tasks/away/[^"]+/end/)"', theirs.get(
        "/regulator/tasks/away/"
    ).text)  # fmt: skip
    assert end and "代班已结束" in theirs.post(end[1], follow=True).text
    assert "正在替您办" not in client.get(INBOX).text


def test_everything_of_mine_goes_to_a_colleague(cast: Cast, client: Client, colleague: Any) -> None:
    client.post(BATCH, {"act": "take", "chosen": [str(opened(cast, "查甲厂").pk)]})
    page = client.get("/regulator/tasks/away/")
    sent = {
        "which": "all",
        "all-mine": page.context["all_form"].fields["mine"].choices[0][0],
        "all-to": colleague.pk,
    }
    refused = client.post("/regulator/tasks/away/", sent)
    assert list(refused.context["all_form"].errors) == ["words"]
    sent["all-words"] = "我调岗了"
    assert "1 件已交给同事" in client.post("/regulator/tasks/away/", sent, follow=True).text


def test_alone_there_is_nobody_to_ask(client: Client) -> None:
    assert "还没有别的同事" in client.get("/regulator/tasks/away/").text


def test_by_the_name_concerned_in_a_firm(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.selectors.people import myself
    from gongyue.apps.tasks.services import NewTask, task_open

    person = myself(cast.worker).person_id  # type: ignore[union-attr]
    new = NewTask(title="补签合同", organisation_id=cast.factory.pk, concerns_id=person)
    task_open(by=None, new=new, at=AT)
    client = browse(cast.enterprise)
    assert titles(client.get("/enterprise/tasks/", {"who": "李师傅"})) == ["补签合同"]
    assert titles(client.get("/enterprise/tasks/", {"who": "何大姐"})) == []


def test_the_list_leaves_as_a_workbook(cast: Cast, client: Client) -> None:
    task_of_office(cast.regulator, "核对一份材料")
    answer = client.get(INBOX, {"export": "csv"})
    text = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    assert "核对一份材料" in text.decode("utf-8-sig")
    assert date(2026, 3, 20).isoformat() in text.decode("utf-8-sig")
