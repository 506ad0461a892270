"""Files on a phone and the check of a paper: with scripts, and without any."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.apps.documents import files
from tests.apps.documents.test_issuing import code_in
from tests.cast import Cast, bring_to_life
from tests.e2e.conftest import PHONE
from tests.e2e.steps import script_errors
from tests.portals.shared.examples import paper_of

PHOTO = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": files.photograph()}
PROGRAM = {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": files.EXE}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return bring_to_life()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_worker_hands_in_a_photograph(open_page: Any, cast: Cast, javascript: bool) -> None:
    page = open_page("/worker/files/", user=cast.worker, viewport=PHONE, javascript=javascript)
    assert page.get_by_text("用手机拍一张").is_visible()
    page.get_by_label("是什么文件").select_option("evidence")
    page.locator('input[name="chosen"]').set_input_files([PHOTO, PROGRAM])
    page.get_by_role("button", name="交上去").click()
    page.get_by_text("已收到 1 个文件").wait_for()
    assert page.locator("#id_chosen_error").inner_text().startswith("合同.pdf：这个文件实际上是")
    page.get_by_role("link", name="照片.jpg").click()
    page.locator(".sheet-view img").wait_for()
    page.wait_for_load_state("load")
    assert page.evaluate("document.querySelector('.sheet-view img').naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert script_errors(page) == []


def test_the_browser_compares_a_paper_without_sending_it(open_page: Any, cast: Cast) -> None:
    from gongyue.apps.documents.services.opening import pdf_of

    paper = paper_of(cast)
    pdf = b"".join(pdf_of(cast.worker, paper.pk))
    page = open_page(f"/check/?n={paper.number}&c={code_in(pdf)}", viewport=PHONE)
    assert page.get_by_role("heading", name="这份文书有效").is_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    chooser = page.locator('input[type="file"]')
    chooser.set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": pdf + b"x"})
    page.get_by_text("不一样：和出具时的文件不同").wait_for()
    chooser.set_input_files({"name": "x.pdf", "mimeType": "application/pdf", "buffer": pdf})
    page.get_by_text("一样：没有被改过").wait_for()
    page.get_by_role("button", name="比对").click()
    page.get_by_text("文件没有被改过").wait_for()
    assert sent and not any("%PDF" in body for body in sent)
    assert script_errors(page) == []


def test_a_certificate_by_keyboard_alone(open_page: Any, cast: Cast) -> None:
    from tests.portals.shared.examples import li_of

    page = open_page(reverse("enterprise:person_papers", args=[li_of(cast)]), user=cast.enterprise)
    page.get_by_label("出具给谁").focus()
    page.keyboard.type("示例银行")
    page.keyboard.press("Tab")
    page.keyboard.type("办理租房手续")
    page.keyboard.press("Enter")
    page.get_by_text("已出具，编号").wait_for()
    assert page.get_by_role("link", name="下载 PDF 打印").is_visible()
