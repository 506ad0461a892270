"""Searching texts and notes."""

from __future__ import annotations

from datetime import date

import pytest

from gongyue.apps.knowledge.searching import statutes_search
from gongyue.apps.knowledge.services.importing import statutes_import
from gongyue.engines.ranking import Index, terms
from tests.apps.knowledge.texts import FIRST
from tests.cast import AT

TODAY = date(2026, 1, 15)


def test_pairs_of_signs() -> None:
    assert terms("劳动法47条 ABC") == ["劳动", "动法", "47", "条", "abc"]


def test_the_rarer_word_counts_more() -> None:
    index = Index(["工资 工资 加班", "工资", "工资 工伤"])
    assert index.best("工伤 工资", limit=3)[0][0] == 2
    assert index.best("没有的字", limit=3) == [] and Index([]).best("工资", limit=3) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "citation"),
    [
        ("劳动合同法47条", "cn/labour-contract-law#47"),
        ("《劳动法》第四十四条", "cn/labour-law#44"),
        ("没签书面合同两倍工资", "cn/labour-contract-law#82"),
        ("年休假没休 三倍", "cn/paid-annual-leave-measures#10"),
    ],
)
def test_notes_are_found_by_number_and_by_words(query: str, citation: str) -> None:
    assert citation in [row.citation for row in statutes_search(query, on=TODAY)[:3]]


@pytest.mark.django_db
def test_an_installed_text_is_found_once_it_is_there() -> None:
    assert not any("茶歇" in row.title for row in statutes_search("自带杯子", on=TODAY))
    statutes_import(files=[("a.md", FIRST.encode())], at=AT, by=None)
    assert "茶歇" in statutes_search("自带杯子", on=TODAY)[0].title


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "\0", "。", "x" * 10_000, "第九九九条", "%_'\""])
def test_odd_questions_are_answered(query: str) -> None:
    assert isinstance(statutes_search(query, on=TODAY), list)
