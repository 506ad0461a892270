"""A small firm's owner: from the first sign-in to a fixed finding; and without any script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.e2e.steps import import_workbook, register_firm, script_errors, sign_in

OWNER = "13900005101"


def test_an_owner_goes_from_the_first_code_to_a_task_done(open_page: Any, inbox: Any) -> None:
    page = open_page("/")
    sign_in(page, OWNER, inbox)
    register_firm(page)
    import_workbook(page)
    page.get_by_role("link", name="用这些记录做体检").click()
    page.get_by_role("button", name="现在体检").click()
    page.get_by_role("heading", name="体检报告").wait_for()
    _filter_and_open(page)
    _make_it_a_task_and_do_it(page)
    page.goto("/enterprise/checkups/")
    page.locator("tbody th a").first.click()
    assert _download(page, "Excel")[:2] == b"PK"
    assert _download(page, "PDF")[:5] == b"%PDF-"
    assert script_errors(page) == []


def _filter_and_open(page: Any) -> None:
    """The filter works without a button; the finding opens into its working and its article."""
    everybody = page.locator("#findings tbody tr").count()
    page.get_by_label("哪一类").select_option("contract.missing")
    page.wait_for_url("**code=contract.missing**")
    rows = page.locator("#findings tbody tr")
    rows.filter(has_text="吴大姐").wait_for()
    assert rows.count() == 1 < everybody
    rows.get_by_role("link").click()
    page.get_by_role("heading", name="吴大姐 · 未签书面劳动合同").wait_for()
    working = page.locator(".figure .working").first
    if not working.is_visible():
        page.locator(".figure summary").first.click()
    assert working.locator(".working__line").count() >= 3
    assert "所给情况" in working.inner_text() and "您填写" not in working.inner_text()
    page.locator(".article summary").last.click()
    assert page.locator(".article__card:visible").count() == 1


def _make_it_a_task_and_do_it(page: Any) -> None:
    page.get_by_role("button", name="建待办").click()
    page.get_by_text("已建待办").wait_for()
    page.get_by_label("说明").fill("合同已补签")
    page.get_by_role("button", name="记下来").click()
    page.get_by_text("已办结").wait_for()
    page.get_by_role("link", name="已办", exact=True).click()
    assert page.locator("tbody tr", has_text="吴大姐").count() == 1


def _download(page: Any, name: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name=name, exact=True).first.click()
    return Path(coming.value.path()).read_bytes()


def test_the_same_first_steps_need_no_script(open_page: Any, inbox: Any) -> None:
    page = open_page("/", javascript=False)
    sign_in(page, OWNER, inbox)
    register_firm(page)
    import_workbook(page)
    page.get_by_role("link", name="用这些记录做体检").click()
    page.get_by_role("button", name="现在体检").click()
    page.get_by_label("哪一类").select_option("contract.missing")
    page.get_by_role("button", name="筛选").click()
    assert page.locator("#findings tbody tr").count() == 1
    page.locator("#findings tbody a").click()
    assert page.locator(".working__line").first.is_visible()
