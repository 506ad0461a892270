"""规定变了影响谁: by name for whoever may check the firm up; the same figures as the notice."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongyue.apps.registry.models import Event, Membership
from tests.apps.following.books import noticed
from tests.cast import Cast
from tests.portals.conftest import Browse

URL = "/enterprise/impact/"
CHANGE = {
    "place": "430100",
    "parameter": "minimum_wage.monthly",
    "first": "2026-09-01",
    "value": "9000",
    "source": "征求意见稿",
    "on": "2026-10-01",
}


def test_the_people_of_the_firm_are_listed_with_before_and_after(
    cast: Cast, browse: Browse
) -> None:
    page = browse(cast.enterprise).get(URL, CHANGE).text
    assert "2,200元/月 → 9,000元/月" in page
    assert "李师傅" in page and "最低工资" in page and "怎样算的" in page


def test_the_file_bears_the_same_rows_and_is_recorded(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(URL, {**CHANGE, "export": "csv"})
    assert "李师傅" in page.content.decode("utf-8-sig")
    assert Event.objects.filter(type="access.exported").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("value", "九千", "数值不是数字"),
        ("place", "110000", "请从表里选一个地方"),
        ("first", "9月1日", "请填写日期"),
        ("source", "", "请填写依据"),
        ("on", "", "请填写"),
    ],
)
def test_a_wrong_form_says_so_and_keeps_what_was_typed(
    cast: Cast, browse: Browse, field: str, value: str, words: str
) -> None:
    page = browse(cast.enterprise).get(URL, {**CHANGE, field: value}).text
    assert words in page and "有变化的" not in page
    assert "2026-09-01" in page or field == "first"


def test_where_nobody_moves_it_says_so(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(URL, {**CHANGE, "on": "2026-08-01"}).text
    assert "没有人的结果改变" in page


def test_a_published_change_leads_here(cast: Cast, browse: Browse) -> None:
    (change,) = noticed()
    page = browse(cast.enterprise).get(URL, {"change": change.pk}).text
    assert "最低工资标准" in page and "2,100元/月 → 2,200元/月" in page
    for wrong in ("0", "x", "9" * 30):
        assert "改一个数值试试" in browse(cast.enterprise).get(URL, {"change": wrong}).text


def test_who_sees_part_of_the_firm_sees_nothing_of_it(cast: Cast, browse: Browse) -> None:
    Membership.objects.filter(user=cast.enterprise).update(scope="self")
    assert "李师傅" not in browse(cast.enterprise).get(URL, CHANGE).text
    for other in (cast.stranger, cast.worker, cast.regulator):
        assert browse(other).get(URL, CHANGE).status_code == 404


def test_the_menu_leads_to_it(cast: Cast, browse: Browse) -> None:
    assert reverse("enterprise:impact") in browse(cast.enterprise).get("/enterprise/").text
