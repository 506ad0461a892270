"""政策影响测算: for officials who may see firms, over their places, with sums of too few hidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from gongyue.apps.impact.models import ImpactRun
from gongyue.apps.registry.services.organisations import grant_role
from tests.cast import AT, Cast
from tests.portals.conftest import Browse
from tests.portals.regulator.impacts import office_of, rise, run_of

NEW = "/regulator/impact/new/"
CHANGE = {
    "way": "change",
    "place": "430100",
    "parameter": "minimum_wage.monthly",
    "first": "2026-09-01",
    "value": "2400",
    "source": "征求意见稿",
    "on": "2026-10-01",
    "title": "",
}


def test_one_value_in_a_form_is_reckoned_and_shown(cast: Cast, browse: Browse) -> None:
    page = browse(cast.regulator).post(NEW, CHANGE, follow=True)
    assert page.status_code == 200
    assert "2,200元/月 → 2,400元/月" in page.text
    assert "征求意见稿" in page.text and "怎样算的" in page.text


def test_the_empty_list_says_what_it_is_for(cast: Cast, browse: Browse) -> None:
    assert "还没有测算过" in browse(cast.regulator).get(reverse("regulator:impacts")).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("value", "二千四", "数值不是数字"),
        ("value", "99999999", "不合理"),
        ("place", "110000", "请从表里选一个地方"),
        ("parameter", "no.such", "请从表里选一项"),
        ("first", "9月1日", "请填写日期"),
        ("source", "", "请填写依据"),
    ],
)
def test_a_wrong_form_says_so_and_keeps_what_was_typed(
    cast: Cast, browse: Browse, field: str, value: str, words: str
) -> None:
    page = browse(cast.regulator).post(NEW, {**CHANGE, field: value})
    assert words in page.text
    assert "征求意见稿" in page.text or field == "source"
    assert not ImpactRun.objects.exists()


def test_a_whole_patch_tells_its_mistakes_with_their_line(cast: Cast, browse: Browse) -> None:
    sent = {"way": "patch", "on": "2026-10-01", "text": rise("二千四")}
    page = browse(cast.regulator).post(NEW, sent)
    assert "第 5 行" in page.text and "数值不是数字" in page.text
    good = browse(cast.regulator).post(NEW, {**sent, "text": rise()}, follow=True)
    assert "2,200元/月 → 2,400元/月" in good.text


def test_what_concerns_one_firm_only_is_not_told(cast: Cast, browse: Browse) -> None:
    run = ImpactRun.objects.get(pk=run_of(cast))
    assert all(found.get("too_few") or not found["moved"] for found in run.report["rules"].values())
    assert not run.report["groups"]
    page = browse(cast.regulator).get(reverse("regulator:impact", args=[run.pk]))
    assert "晨光工厂" not in page.text and "李师傅" not in page.text


def test_running_and_failed_are_told(cast: Cast, browse: Browse) -> None:
    run = ImpactRun.objects.get(pk=run_of(cast))
    url = reverse("regulator:impact", args=[run.pk])
    ImpactRun.objects.filter(pk=run.pk).update(state="running", firms=900, progress=300)
    page = browse(cast.regulator).get(url).text
    assert "正在测算" in page and "300 / 900" in page
    ImpactRun.objects.filter(pk=run.pk).update(state="failed", failure="系统错误（OSError）。")
    assert "系统错误（OSError）" in browse(cast.regulator).get(url).text


@pytest.mark.parametrize("role", ["enterprise", "worker", "mediator", "provider", "stranger"])
def test_nobody_else_sees_a_run(cast: Cast, browse: Browse, role: str) -> None:
    run = run_of(cast)
    client = browse(cast.in_role(role))
    for url in (NEW, reverse("regulator:impacts"), reverse("regulator:impact", args=[run])):
        assert client.get(url).status_code == 404
    assert client.post(reverse("regulator:impact_issue", args=[run])).status_code == 404


def test_another_member_of_the_office_does_not_see_my_run(cast: Cast, browse: Browse) -> None:
    run, office = run_of(cast), office_of(cast.regulator)
    facts = {"organisation_id": office, "user": cast.stranger, "role": "inspector", "at": AT}
    grant_role(by=cast.operator, **facts)
    page = browse(cast.stranger).get(reverse("regulator:impact", args=[run]))
    assert page.status_code == 404


def test_the_paper_has_a_number_and_the_sheet_the_groups(cast: Cast, browse: Browse) -> None:
    client, run = browse(cast.regulator), run_of(cast)
    paper: Any = client.post(reverse("regulator:impact_issue", args=[run]), follow=True)
    assert "政策影响测算书" in paper.text
    sheet = client.get(reverse("regulator:impact", args=[run]), {"export": "xlsx"})
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def test_a_run_that_fell_silent_can_be_taken_up_again(cast: Cast, browse: Browse) -> None:
    run = ImpactRun.objects.get(pk=run_of(cast))
    ImpactRun.objects.filter(pk=run.pk).update(
        state="running", seen_alive_at=AT - timedelta(days=9)
    )
    page = browse(cast.regulator).get(reverse("regulator:impact", args=[run.pk])).text
    assert "测算中断了" in page and "http-equiv" not in page
    again = reverse("regulator:impact_again", args=[run.pk])
    assert "已重新开始" in browse(cast.regulator).post(again, follow=True).text
