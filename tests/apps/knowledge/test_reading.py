"""Files of law: what is recognised, and what is told instead of guessed."""

from __future__ import annotations

from datetime import date

import pytest

from gongyue.apps.knowledge.reading import NotReadable, Statute, lines_of, read_statute
from tests.apps.knowledge.texts import AMENDED, FIRST, NAME, word


def _read(text: str, name: str = "") -> Statute:
    return read_statute(text.split("\n"), name=name)


def test_a_whole_act() -> None:
    act = _read(FIRST)
    assert (act.title, act.kind) == ("晴川市茶歇条例", "行政法规")
    assert [(a.number, a.suffix) for a in act.articles] == [(1, 0), (2, 0), (3, 0), (3, 1), (4, 0)]
    assert act.counts() == (1, 3, 1, 1)
    second = act.articles[1]
    assert [number for number, _ in second.paragraphs[0].items] == [1, 2, 3]
    assert second.paragraphs[1].text.startswith("前款")
    assert act.articles[2].path == ("第二章 细则",)
    assert (act.promulgated, act.in_force_from) == (date(2019, 2, 20), date(2019, 5, 1))
    assert act.repeals == ["晴川市茶水办法"]
    assert not act.gaps() and not act.problems


def test_a_sentence_that_begins_with_an_article_is_no_article() -> None:
    assert "第三条规定以外的茶" in _read(FIRST).articles[1].paragraphs[2].text


def test_a_later_version_is_not_in_force_since_the_first() -> None:
    act = _read(AMENDED, NAME)
    assert act.promulgated == date(2021, 6, 1)
    assert act.in_force_from is None


def test_the_date_of_the_file_name_helps_a_silent_head() -> None:
    assert _read("# 茶歇规定\n\n第一条 喝茶。\n", NAME).promulgated == date(2019, 3, 1)
    assert _read("# 茶歇规定\n\n第一条 喝茶。\n", "x(2019-13-41).md").promulgated is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_gives_the_same_act(encoding: str) -> None:
    assert read_statute(lines_of(FIRST.encode(encoding))).digest() == _read(FIRST).digest()


def test_word_gives_the_same_articles() -> None:
    act = read_statute(lines_of(word(FIRST)))
    assert act.counts() == (1, 3, 1, 1)
    assert act.articles[4].plain() == _read(FIRST).articles[4].plain()


def test_a_table_of_contents_is_no_text() -> None:
    listed = "晴川市茶歇条例\n目　录\n第一章　总则\n第二章　细则\n第一章　总则\n第一条　喝茶。\n"
    act = _read(listed)
    assert act.counts() == (1,) and act.articles[0].path == ("第一章 总则",)


def test_a_title_on_two_lines() -> None:
    act = _read("最高人民法院\n关于茶歇案件适用法律的解释\n第一条 喝茶。")
    assert act.title == "最高人民法院关于茶歇案件适用法律的解释" and act.kind == "司法解释"


def test_gaps_and_numbers_going_back_are_told() -> None:
    act = _read("# 茶规定\n第一条 甲。\n第四条 乙。\n第二条 丙。\n")
    words = [problem.words for problem in act.problems]
    assert any("缺 2 条" in word for word in words)
    assert any(p.line == 4 and "第2条" in p.words for p in act.problems)


def test_an_annex_is_no_paragraph_of_the_last_article() -> None:
    act = _read("# 茶规定\n第一条 甲。\n附件：\n一、杯子。\n第一条 不是。\n")
    assert act.counts() == (1,)
    assert "杯子" in act.articles[-1].plain() and act.articles[-1].number == 0


def test_a_notice_without_articles_keeps_its_parts() -> None:
    act = _read("# 关于喝茶的通知\n\n茶发[2020]3号\n\n<!-- INFO END -->\n## 一、早上\n\n喝茶。\n")
    assert act.number == "茶发[2020]3号"
    assert [part.path for part in act.articles] == [("一、早上",)]
    assert not act.has_articles and not act.is_refused


@pytest.mark.parametrize("text", ["", "# 你好\n世界\n", "\n\n", "第一条"])
def test_what_is_no_act_is_refused(text: str) -> None:
    assert _read(text).is_refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(range(128, 255)), "Word"),
        (b"PK\x03\x04broken", "Word"),
        (word(FIRST, extra=b"<!DOCTYPE x []>"), "不该有"),
        (b"x" * (8 * 1024 * 1024 + 1), "MB"),
        (b"\n" * 60_001, "行"),
        (b"a" * 20_001, "不像"),
        (b"a\0b", "不是文本"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(content: bytes, words: str) -> None:
    with pytest.raises(NotReadable, match=words):
        lines_of(content)


HEAD = """# 晴川市茶歇条例

2019年2月20日 晴川市人民代表大会通过{made}

<!-- INFO END -->

第一条 茶歇每天一次。

第二条 本条例自{since}施行。
"""


@pytest.mark.parametrize(
    ("made", "since", "first_day"),
    [
        ("", "2019年5月1日起", date(2019, 5, 1)),
        ("\n\n2019年3月1日 公布", "公布之日起", date(2019, 3, 1)),
        ("", "公布之日起", None),  # the day of the vote is not the day it was published
        ("\n\n2021年6月1日 《关于修改茶歇条例的决定》修正", "2019年5月1日起", None),
        ("\n\n2021年6月1日 《关于修改茶歇条例的决定》修正", "公布之日起", None),
        ("\n\n2021年6月1日 修正，自2021年9月1日起施行", "2019年5月1日起", date(2021, 9, 1)),
        ("，2019年5月1日起施行\n\n2021年6月1日 修正", "2019年5月1日起", None),
    ],
)
def test_the_first_day_of_a_version_is_what_the_text_states_or_unknown(
    made: str, since: str, first_day: date | None
) -> None:
    act = read_statute(HEAD.format(made=made, since=since).split("\n"))
    assert act.in_force_from == first_day
