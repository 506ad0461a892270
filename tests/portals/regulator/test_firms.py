"""辖区单位: no list without a purpose, no file without a trace on both sides."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.tasks import task_of_office

LIST = "/regulator/firms/"


@pytest.mark.parametrize("purpose", [None, "", "staff_management", "curiosity"])
def test_without_a_purpose_of_its_own_there_is_no_list(
    cast: Cast, browse: Browse, purpose: str | None
) -> None:
    asked = {} if purpose is None else {"purpose": purpose}
    page = browse(cast.regulator).get(LIST, asked)
    assert "先写明为什么要看" in page.text and "晨光工厂" not in page.text
    assert ("请" in page.text and "error-summary" in page.text) is bool(asked)


def test_the_list_can_be_searched(cast: Cast, browse: Browse) -> None:
    client = browse(cast.regulator)
    assert "晨光工厂" in client.get(LIST, {"purpose": "arrears"}).text
    none = client.get(LIST, {"purpose": "arrears", "words": "没有这家"})
    assert "没有找到" in none.text
    part = client.get(LIST, {"purpose": "arrears"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text


def test_opening_a_firm_shows_counts_and_leaves_a_trace_on_both_sides(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.regulator)
    url = reverse("regulator:firm", args=[cast.factory.pk])
    page = client.get(url, {"purpose": "complaint"}).text
    assert "用工登记" in page and "处理投诉举报" in page
    assert "李师傅" not in page and "何大姐" not in page
    mine = client.get(reverse("regulator:openings")).text
    assert "晨光工厂" in mine and "处理投诉举报" in mine
    theirs = browse(cast.enterprise).get(reverse("enterprise:seen")).text
    assert "示例区劳动监察大队" in theirs and "处理投诉举报" in theirs


def test_listing_alone_opens_nothing(cast: Cast, browse: Browse) -> None:
    browse(cast.regulator).get(LIST, {"purpose": "arrears"})
    assert "还没有人看过" in browse(cast.enterprise).get(reverse("enterprise:seen")).text


def test_a_firm_of_another_place_does_not_exist(cast: Cast, browse: Browse) -> None:
    from gongyue.apps.registry.services.organisations import register_organisation

    facts = {"name": "外地厂", "kind": "enterprise", "credit_code": "", "place": "430181"}
    away = register_organisation(by=cast.stranger, at=AT, **facts)
    client = browse(cast.regulator)
    url = reverse("regulator:firm", args=[away.pk])
    assert client.get(url).status_code == 404
    assert client.get(url, {"purpose": "arrears"}).status_code == 404
    assert "外地厂" not in client.get(LIST, {"purpose": "arrears"}).text


def test_disputes_are_counted_without_their_words(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import record_number

    record = reverse("worker:record", args=[record_number(cast)])
    browse(cast.worker).post(record, {"kind": "disputed", "words": "不是这样"})
    url = reverse("regulator:firm", args=[cast.factory.pk])
    page = browse(cast.regulator).get(url, {"purpose": "complaint"})
    roster = next(iter(page.context["figures"].undated))
    assert [number.value for number in roster.numbers] == [2, 1, 0, 1]
    assert "不是这样" not in page.text


def test_the_regulator_sees_no_checkup_of_the_firm(cast: Cast, browse: Browse) -> None:
    from tests.portals.worker.examples import finding_about_li

    found = finding_about_li(cast)
    client = browse(cast.regulator)
    url = reverse("regulator:firm", args=[cast.factory.pk])
    assert "未签书面劳动合同" not in client.get(url, {"purpose": "inspection"}).text
    report = reverse("enterprise:checkup", args=[found.checkup_id])
    assert client.get(report).status_code == 404


def test_the_inbox_closes_a_task(cast: Cast, browse: Browse) -> None:
    task = task_of_office(cast.regulator, "核查一条线索")
    client = browse(cast.regulator)
    assert "核查一条线索" in client.get(reverse("regulator:home")).text
    client.post(reverse("regulator:task", args=[task.pk]), {"how": "done", "words": "已核"})
    assert "没有待办" in client.get(reverse("regulator:home")).text
