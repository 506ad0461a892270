"""The regulator leaves a trace; a stranger gets nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import LI_NUMBER, Cast, bring_to_life
from tests.portals.enterprise.examples import person_number
from tests.portals.worker.examples import checkup_of_records, finding_about_li, record_number


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
