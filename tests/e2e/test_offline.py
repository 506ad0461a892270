"""Without a line: what was written waits and goes once; one's own records can be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from gongyue.apps.registry.models import Event
from gongyue.apps.registry.services.stances import take_stance
from tests.cast import AT, Cast, bring_to_life
from tests.e2e.conftest import PHONE
from tests.e2e.steps import script_errors
from tests.portals.worker.examples import record_number

WORDS = "那个月加了 38 小时班，只算了 24 小时"
CONTROLLED = "navigator.serviceWorker.ready.then(() => !!navigator.serviceWorker.controller)"
DRAWERS = """async () => {
  const base = await new Promise((yes, no) => { const asked = indexedDB.open('gongyue', 1);
    asked.onsuccess = () => yes(asked.result); asked.onerror = no; });
  const all = (name) => new Promise((yes) => { const asked = base.transaction(name)
    .objectStore(name).getAll(); asked.onsuccess = () => yes(asked.result); });
  const found = [await all('drafts'), await all('kept')];
  base.close();
  return found.map((rows) => rows.map((row) => row.state || row.key));
}"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


@pytest.fixture
def record(cast: Cast) -> str:
    return reverse("worker:record", args=[record_number(cast)])


def _stances() -> list[str]:
    return [event.type for event in Event.objects.filter(type__startswith="stance.")]


def _write(page: Any, words: str = WORDS) -> None:
    page.get_by_role("radio", name="有异议").check()
    page.get_by_label("哪里不对").fill(words)


def test_what_was_typed_is_there_after_a_crash(open_page: Any, cast: Cast, record: str) -> None:
    page = open_page(record, user=cast.worker, viewport=PHONE)
    _write(page)
    page.wait_for_timeout(700)
    page.reload()
    page.get_by_text("没写完的内容已经填回来了").wait_for()
    assert page.get_by_label("哪里不对").input_value() == WORDS
    assert page.get_by_role("radio", name="有异议").is_checked()
    page.get_by_role("button", name="不要了").click()
    page.wait_for_function("() => document.querySelector('[name=words]').value === ''")
    assert script_errors(page) == []


def test_sent_without_a_line_it_arrives_once_when_there_is_one(
    open_page: Any, cast: Cast, record: str
) -> None:
    page = open_page(record, user=cast.worker, viewport=PHONE)
    _write(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("现在没有网络").wait_for()
    assert _stances() == []
    page.context.set_offline(False)
    page.goto("/worker/")
    page.get_by_text("已经送出").wait_for()
    page.goto(record)
    page.goto("/worker/")
    assert _stances() == ["stance.disputed"]
    assert page.evaluate(DRAWERS)[0] == []


def test_a_draft_that_meets_another_answer_lets_me_choose(
    open_page: Any, cast: Cast, record: str
) -> None:
    page = open_page(record, user=cast.worker, viewport=PHONE)
    _write(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("现在没有网络").wait_for()
    other = {"kind": "disputed", "words": "另一部手机写的"}
    take_stance(by=cast.worker, event_id=record_number(cast), at=AT, **other)
    page.context.set_offline(False)
    page.goto("/worker/")
    page.get_by_text("要您再看一眼").wait_for()
    page.get_by_role("button", name="去看").click()
    page.get_by_text("没写完的内容已经填回来了").wait_for()
    page.get_by_role("button", name="提交").click()
    page.get_by_role("heading", name="两份内容不一样").wait_for()
    assert "另一部手机写的" in page.locator("main").inner_text()
    page.get_by_label("哪里不对：我写的，可以改").fill(WORDS + "，另一部手机写的也对")
    page.get_by_role("button", name="就这样交").click()
    page.wait_for_url("**/worker/records/")
    assert len(_stances()) == 2
    page.goto(record)
    page.wait_for_timeout(300)
    assert "也对" in page.locator("main").inner_text()
    assert page.evaluate(DRAWERS)[0] == []


def test_nothing_rests_on_a_shared_device(
    open_page: Any, cast: Cast, record: str, inbox: Any
) -> None:
    page = open_page("/sign-in/", viewport=PHONE)
    page.get_by_label("手机号").fill(cast.worker.phone)
    page.get_by_role("button", name="获取短信验证码").click()
    page.get_by_label("短信验证码").fill(
        inbox.texts_to(cast.worker.phone)[-1].split("验证码 ")[1][:6]
    )
    page.get_by_text("这是公用的手机或电脑").click()
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/worker/")
    page.goto(record)
    _write(page)
    page.wait_for_timeout(700)
    page.reload()
    assert page.get_by_label("哪里不对").input_value() == ""
    page.goto("/worker/keep/")
    assert "这里不能存" in page.locator("main").inner_text()
    assert page.request.get("/worker/keep/records.json").status == 404
    ours = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    assert ours[0]["expires"] == -1


def test_my_records_can_be_read_without_a_line(open_page: Any, cast: Cast) -> None:
    page = open_page("/worker/keep/", user=cast.worker, viewport=PHONE, service_workers="allow")
    page.get_by_label("想六位数字").fill("428517")
    page.get_by_label("再填一次").fill("428517")
    page.get_by_role("button", name="存一份").click()
    page.get_by_role("heading", name="已经存在这部手机上").wait_for()
    page.wait_for_function(CONTROLLED)
    _at_rest_is_sealed(page)
    page.context.set_offline(True)
    page.goto("/worker/records/")
    page.get_by_role("heading", name="现在没有网络").wait_for()
    assert "晨光工厂" not in page.content()
    page.get_by_label("六位数字").fill("000000")
    page.get_by_role("button", name="打开").click()
    page.get_by_text("还能试 4 次").wait_for()
    page.wait_for_timeout(1_000)  # the page empties the field after it has said so
    page.get_by_label("六位数字").fill("428517")
    page.get_by_role("button", name="打开").click()
    page.get_by_text("晨光工厂").first.wait_for(timeout=45_000)
    page.context.set_offline(False)
    _gone_after_signing_out(page)


def _at_rest_is_sealed(page: Any) -> None:
    """Neither drawers nor caches hold a word of the records, and no cache holds a page of mine."""
    found = page.evaluate(
        """async () => { const kept = []; for (const name of await caches.keys()) {
        const store = await caches.open(name); for (const request of await store.keys()) {
        const answer = await store.match(request);
        kept.push([new URL(request.url).pathname, (await answer.text())]); } } return kept; }"""
    )
    assert {path for path, _ in found} >= {"/offline/"}
    for path, text in found:
        assert not path.startswith("/worker/") and "晨光工厂" not in text
    assert page.evaluate(DRAWERS)[1] == ["lock", "records"]


def _gone_after_signing_out(page: Any) -> None:
    page.goto("/worker/me/")
    page.locator("main").get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/")
    page.wait_for_timeout(300)
    base = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert base == [] or page.evaluate(DRAWERS) == [[], []]


def test_five_wrong_tries_empty_the_drawer(open_page: Any, cast: Cast) -> None:
    page = open_page("/worker/keep/", user=cast.worker, viewport=PHONE, service_workers="allow")
    page.get_by_label("想六位数字").fill("428517")
    page.get_by_label("再填一次").fill("428517")
    page.get_by_role("button", name="存一份").click()
    page.get_by_role("heading", name="已经存在这部手机上").wait_for()
    page.goto("/offline/")
    for _ in range(5):
        page.get_by_label("六位数字").fill("111111")
        page.get_by_role("button", name="打开").click()
        page.get_by_label("六位数字").and_(page.locator("[value='']")).or_(
            page.locator("[data-kept-said]:not(:empty)")
        ).first.wait_for()
        page.wait_for_timeout(400)
    page.get_by_text("已清除").wait_for()
    assert page.evaluate(DRAWERS)[1] == []


def test_somebody_else_signing_in_finds_nothing_of_mine(
    open_page: Any, cast: Cast, record: str
) -> None:
    from tests.e2e.conftest import _session_cookie

    page = open_page(record, user=cast.worker, viewport=PHONE)
    _write(page)
    page.wait_for_timeout(700)
    assert page.evaluate(DRAWERS)[0] == ["writing"]
    base = page.url.split("/worker/")[0]
    page.context.add_cookies([_session_cookie(cast.stranger, base)])
    page.goto("/worker/me/")
    page.wait_for_function("document.body.dataset.who")
    page.wait_for_timeout(400)
    assert page.evaluate(DRAWERS) == [[], []]


def test_the_page_can_be_installed(open_page: Any, cast: Cast) -> None:
    page = open_page("/", service_workers="allow")
    manifest = json.loads(page.request.get("/manifest.webmanifest").text())
    assert manifest["display"] == "standalone" and manifest["scope"] == "/"
    for icon in manifest["icons"]:
        answer = page.request.get(icon["src"])
        assert answer.ok and answer.body()[:8] == b"\x89PNG\r\n\x1a\n"
        side = int.from_bytes(answer.body()[16:20], "big")
        assert icon["sizes"] == f"{side}x{side}"
    for shortcut in manifest["shortcuts"]:
        assert page.request.get(shortcut["url"]).ok
    page.wait_for_function(CONTROLLED)
    assert page.request.get("/sw.js").headers["cache-control"] == "no-cache"
