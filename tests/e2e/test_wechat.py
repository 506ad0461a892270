"""The worker's pages inside WeChat and WeCom: what works there, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast, bring_to_life
from tests.e2e.conftest import PHONE
from tests.e2e.steps import script_errors

ANDROID = (
    "Mozilla/5.0 (Linux; Android 9; PCT-AL10 Build/HUAWEI; wv) AppleWebKit/537.36 (KHTML, like "
    "Gecko) Version/4.0 Chrome/86.0 Mobile Safari/537.36 {} NetType/WIFI Language/zh_CN"
)
WECHAT = ANDROID.format("MicroMessenger/8.0.49.2600(0x28003156)")
WECOM = ANDROID.format("wxwork/4.1.28 MicroMessenger/7.0.1")
PAGES = ("", "records/", "matters/", "filings/", "seen/", "me/", "card/", "keep/", "takeouts/")
SAID = "选“在浏览器打开”"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


@pytest.mark.parametrize("agent", [WECHAT, WECOM], ids=["wechat", "wecom"])
def test_the_workers_pages_work_and_say_what_does_not(
    open_page: Any, cast: Cast, agent: str
) -> None:
    phone = {"has_touch": True, "is_mobile": True, "viewport": PHONE}
    page = open_page("/worker/", user=cast.worker, user_agent=agent, **phone)
    seen = 0
    for path in PAGES:
        answer = page.goto(f"/worker/{path}")
        if answer.status == 404:
            continue
        seen += 1
        assert page.locator("h1").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        assert SAID in page.content(), path
    assert seen >= 7
    assert script_errors(page) == []
    page.goto("/worker/seen/paper/")
    assert page.locator(".paper__bar").get_by_text(SAID).is_visible()


def test_a_record_is_answered_inside_wechat(open_page: Any, cast: Cast) -> None:
    page = open_page("/worker/records/", user=cast.worker, viewport=PHONE, user_agent=WECHAT)
    page.get_by_role("link", name="用工登记").first.click()
    page.get_by_text("核对无误").click()
    page.get_by_role("button", name="提交").click()
    page.get_by_text("1 条记录已确认").wait_for()


def test_no_other_browser_is_told_so(open_page: Any, cast: Cast) -> None:
    page = open_page("/worker/records/", user=cast.worker, viewport=PHONE)
    assert SAID not in page.content()
