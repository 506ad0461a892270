"""Searching texts and notes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongyue.apps.knowledge import searching
from gongyue.apps.knowledge.gone import Gone
from gongyue.apps.knowledge.searching import statutes_search
from gongyue.apps.knowledge.services.importing import statutes_import
from gongyue.engines import ranking
from gongyue.engines.ranking import Index, terms
from gongyue.law.sources import all_sources
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


WATER = FIRST.replace("晴川市茶歇条例", "晴川市茶水办法").split("《晴川市茶水办法》")[0] + "。\n"


@pytest.mark.django_db
def test_an_act_another_text_repeals_is_marked_from_that_day() -> None:
    files = [("a.md", FIRST.encode()), ("b.md", WATER.encode())]
    statutes_import(files=files, at=AT, by=None)

    def titles(day: date) -> set[str]:
        return {row.title.split("》")[0] for row in statutes_search("自带杯子", on=day)}

    assert titles(TODAY) >= {"《晴川市茶歇条例", "《晴川市茶水办法（已失效）"}
    assert "《晴川市茶水办法" in titles(date(2019, 4, 30))
    assert statutes_search("晴川市茶水办法第三条", on=TODAY)[0].place == "3"


@pytest.mark.django_db
def test_an_ended_instrument_of_ours_is_gone_and_one_in_force_is_not() -> None:
    gone, by_id = Gone.on_day(TODAY), all_sources().by_id
    assert gone.has(source=by_id["cn/pay-days-notice-2008"], act=None)
    assert not gone.has(source=by_id["cn/pay-days-notice-2025"], act=None)


@pytest.mark.django_db
def test_no_question_brings_more_than_fifty_hits() -> None:
    assert len(statutes_search("劳动 工资 合同 单位 不能", on=TODAY, limit=10**9)) <= 50


def test_a_term_too_common_does_not_decide_how_long_a_question_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = Index(["工资", "工资 工伤", "工资", "工资"])
    assert len(index.best("工资 工伤", limit=9)) == 4
    monkeypatch.setattr(ranking, "MOST_VISITED", 3)
    assert [number for number, _ in index.best("工资 工伤", limit=9)] == [1]
    assert len(index.best("工资", limit=9)) == 4  # the only term is asked all the same


@pytest.mark.django_db
def test_the_index_is_built_again_only_when_what_counts_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[int] = []
    make = searching._built

    def counted(chosen: tuple[searching.Chosen, ...]) -> searching._Held:
        built.append(len(chosen))
        return make(chosen)

    monkeypatch.setattr(searching, "_built", counted)
    statutes_import(files=[("a.md", FIRST.encode()), ("b.md", WATER.encode())], at=AT, by=None)
    for day in (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)):
        statutes_search("自带杯子", on=day)
    assert built == [2]
    statutes_search("自带杯子", on=date(2019, 4, 30))  # nothing was repealed yet
    assert built == [2, 2]
