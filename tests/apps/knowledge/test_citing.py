"""Citations in free text: each found, and judged rightly."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gongyue.apps.knowledge.citing import Checked, State, check_citations
from gongyue.apps.knowledge.services.importing import statutes_import
from tests.apps.knowledge.citation_cases import BY_DAY, CASES, cases
from tests.apps.knowledge.texts import FIRST
from tests.cast import AT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 15)


def _told(one: Checked) -> str:
    article = re.match(r"第(\d+)", one.article)
    place = one.place or (article[1] if article else "-")
    return f"{one.state} {one.act or '-'} {place}"


@pytest.mark.parametrize(("text", "expected"), cases(CASES))
def test_a_text_today(text: str, expected: list[str]) -> None:
    assert [_told(one) for one in check_citations(text, on=TODAY)] == expected


@pytest.mark.parametrize(("text", "expected"), cases(BY_DAY))
def test_a_text_on_its_day(text: str, expected: list[str]) -> None:
    day, _, words = text.partition(" ")
    assert [_told(one) for one in check_citations(words, on=date.fromisoformat(day))] == expected


def test_the_set_is_large_enough_to_mean_something() -> None:
    told = [row for block in (CASES, BY_DAY) for _, rows in cases(block) for row in rows]
    wrong = [row for row in told if row.split()[0] not in ("exists", "unclear", "act_unknown")]
    assert len(told) >= 120 and len(wrong) >= 40


def test_the_span_is_where_it_stands() -> None:
    text = "前面的话。根据《劳动合同法》第四十七条第二款，后面的话。"
    (one,) = check_citations(text, on=TODAY)
    assert text[one.start : one.end] == "《劳动合同法》第四十七条第二款"


def test_an_assumed_act_is_told() -> None:
    text = "《劳动合同法》第四十六条说什么时候付，第四十七条说付多少。"
    assert "按前文" in check_citations(text, on=TODAY)[1].remark
    assert "按前文" in check_citations("《劳动法》第三条。该法第四条。", on=TODAY)[1].remark


def test_the_act_a_text_belongs_to_is_what_it_calls_itself() -> None:
    (one,) = check_citations("本法第十条", on=TODAY, within="劳动合同法")
    assert (one.state, one.act) == (State.EXISTS, "劳动合同法")


def test_an_installed_text_tells_items() -> None:
    statutes_import(files=[("a.md", FIRST.encode())], at=AT, by=None)
    text = "《晴川市茶歇条例》第二条第一款第三项，第二条第一款第四项，第三条之一，"
    text += "第三条之二，第四条第一项"
    states = [one.state for one in check_citations(text, on=TODAY)]
    assert states == ["exists", "no_item", "exists", "no_article", "no_item"]
    assert check_citations("《晴川市茶歇条例》第二条", on=date(2019, 4, 30))[0].state == "not_yet"


def test_without_a_text_an_item_is_not_vouched_for() -> None:
    (one,) = check_citations("《劳动合同法》第三十九条第二项", on=TODAY)
    assert one.state == State.EXISTS and "没有核对" in one.remark


@pytest.mark.parametrize(
    "text",
    ["", "第条第款", "《" * 500, "第一条" * 3_000, "第" + "九" * 90 + "条", "\0第一条",
     "《劳动法》第1条至第99999条", "法" * 20_000, "第（" * 2_000, "其实施条例第三条", "同条第一款"],
)  # fmt: skip
def test_junk_is_survived(text: str) -> None:
    assert len(check_citations(text, on=TODAY)) <= 3_000
