"""The regulator leaves a trace; the keyboard is enough; a stranger gets nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import LI_NUMBER, Cast, bring_to_life
from tests.e2e.steps import CODE
from tests.portals.enterprise.examples import person_number
from tests.portals.worker.examples import checkup_of_records, finding_about_li, record_number

PHONE = "13900005303"
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at);
  const seen = (el) => { const s = getComputedStyle(el); return (s.outlineStyle !== 'none'
    && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
  const before = window.lastFocus, back = before && before.isConnected
    && !!(at.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING);
  window.lastFocus = at;
  return {text: (at.innerText || at.getAttribute('aria-label') || at.name || '').trim(),
    name: at.name || '', back,
    shown: seen(at) || (at.labels && [...at.labels].some(seen)), wide: box.width};
}"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


def test_no_list_of_firms_without_a_purpose_and_no_file_without_a_trace(
    open_page: Any, cast: Cast
) -> None:
    page = open_page("/regulator/firms/", user=cast.regulator)
    assert "晨光工厂" not in page.content()
    page.locator("button[name=open]").click()
    assert "请选一个用途" in page.content() and "晨光工厂" not in page.content()
    page.goto(f"/regulator/firms/{cast.factory.pk}/")
    assert page.get_by_role("heading", name="先写明为什么要看").is_visible()
    page.get_by_label("处理投诉举报").check()
    page.locator("button[name=open]").click()
    page.get_by_role("link", name="晨光工厂").click()
    assert "谁看过本单位" in page.locator(".note").first.inner_text()
    firm = open_page("/enterprise/seen/", user=cast.enterprise)
    row = firm.locator("tbody tr", has_text="示例区劳动监察大队").first
    assert "处理投诉举报" in row.inner_text()


def test_the_keyboard_is_enough_from_sign_in_to_paper(open_page: Any, inbox: Any) -> None:
    page = open_page("/sign-in/")
    _tab_to(page, name="phone")
    _type(page, PHONE, enter=True)
    page.get_by_label("短信验证码").wait_for()
    _tab_to(page, name="code")
    _type(page, CODE.findall(inbox.texts_to(PHONE)[-1])[0], enter=True)
    page.wait_for_url("**/worker/")
    _tab_to(page, text="算一算")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calculators/")
    _tab_to(page, text="没签书面合同的二倍工资")
    page.keyboard.press("Enter")
    _fill(page)
    page.wait_for_url("**/result/**")
    assert page.locator(".figure__value").first.inner_text()
    _tab_to(page, text="打印")
    page.keyboard.press("Enter")
    page.wait_for_url("**/print/**")
    assert page.locator(".paper__number").inner_text().startswith("编号")
    _tab_to(page, text="打印或存为 PDF")


def _fill(page: Any) -> None:
    page.wait_for_url("**/double_wage/")
    _tab_to(page, name="place")
    page.keyboard.press("Control+A")
    page.keyboard.type("长沙")
    for name, day in (("started_on", "2025-03-01"), ("on", "2025-10-15")):
        _tab_to(page, name=name)
        _type_day(page, name, day)
    _tab_to(page, name="monthly_wage")
    _type(page, "6000", enter=True)


def _type_day(page: Any, name: str, day: str) -> None:
    """Digits only; the browser's own language decides whether the year comes first or last."""
    year, month, date = day.split("-")
    _type(page, f"{month}{date}{year}")
    if page.locator(f"[name={name}]").input_value() != day:
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        _type(page, f"{year}{month}{date}")
    assert page.locator(f"[name={name}]").input_value() == day


def _type(page: Any, text: str, enter: bool = False) -> None:
    page.keyboard.type(text)
    if enter:
        page.keyboard.press("Enter")


def _tab_to(page: Any, *, name: str = "", text: str = "", most: int = 60) -> None:
    """Tab forward until there; every stop on the way is visible and further down the page."""
    for _ in range(most):
        at = page.evaluate(FOCUSED)
        if (name and at["name"] == name) or (text and at["text"].startswith(text)):
            return
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["shown"], f"focus cannot be seen on {at}"
        assert not at["back"], f"focus jumped back to {at}"
    raise AssertionError(f"Tab never reached {name or text} on {page.url}")


def test_a_stranger_gets_nothing_at_deep_addresses(open_page: Any, cast: Cast) -> None:
    finding, checkup = finding_about_li(cast), checkup_of_records(cast)
    deep = (
        "/enterprise/",
        "/enterprise/people/",
        f"/enterprise/people/{person_number(cast)}/?purpose=staff_management",
        f"/enterprise/imports/{cast.batch.pk}/",
        f"/enterprise/checkups/{checkup.pk}/",
        f"/enterprise/checkups/{checkup.pk}/report.json",
        f"/enterprise/checkups/findings/{finding.finding_id}/",
        f"/worker/records/{record_number(cast)}/",
        f"/worker/findings/{finding.finding_id}/",
        f"/regulator/firms/{cast.factory.pk}/?purpose=inspection",
        "/mediator/",
        "/provider/clients/",
    )
    page = open_page("/worker/", user=cast.stranger)
    for path in deep:
        answer = page.goto(path)
        assert answer.status in (403, 404), path
        shown = page.content()
        assert not [secret for secret in ("晨光工厂", "李师傅", LI_NUMBER) if secret in shown], path
    for path in ("/worker/records/", "/worker/seen/", "/worker/findings/"):
        page.goto(path)
        assert "晨光工厂" not in page.content(), path
