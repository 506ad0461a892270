"""Our articles and numbers against the texts, where somebody has them: GONGYUE_STATUTES names the
folder. Without it these tests are left out; no text is kept here."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from gongyue.apps.knowledge.reading import ArticleText, Statute, lines_of, read_statute
from gongyue.apps.knowledge.titles import source_for
from gongyue.kernel.numerals import chinese_number
from gongyue.law.rulebook import BOOK, Parameter, Row
from gongyue.law.sources import Citation, all_sources, resolve
from tests.law.test_sources import written_citations

FOLDER = Path(os.environ.get("GONGYUE_STATUTES") or "/nonexistent")
needs_texts = pytest.mark.skipif(not FOLDER.is_dir(), reason="no texts: set GONGYUE_STATUTES")

_NO_AMOUNT = re.compile(
    r"第[〇零一二两三四五六七八九十百千\d]+[条款项次]|[（(][一二三四五六七八九十]+[)）]|百分之"
)
_NUMBER = re.compile(r"(\d+(?:[.．]\d+)?)(万?)|([〇零一二两三四五六七八九十百千万]+)")


@lru_cache(maxsize=1)
def texts() -> dict[str, Statute]:
    """The newest text of each act in sources.yaml that is in the folder."""
    found: dict[str, Statute] = {}
    for path in sorted(FOLDER.glob("*.md")):
        statute = read_statute(lines_of(path.read_bytes(), name=path.name), name=path.name)
        source = source_for(title=statute.title, number=statute.number)
        if source and _is_newer(statute, found.get(source.id)):
            found[source.id] = statute
    return found


def _is_newer(statute: Statute, held: Statute | None) -> bool:
    return held is None or str(statute.promulgated or "") > str(held.promulgated or "")


def article_of(citation: Citation) -> ArticleText | None:
    statute = texts().get(citation.source.id)
    for article in statute.articles if statute else ():
        if article.number == citation.article and not article.suffix:
            return article
    return None


@needs_texts
def test_the_texts_are_recognised() -> None:
    assert len(texts()) >= 15, sorted(texts())


@needs_texts
def test_every_cited_article_stands_in_its_text() -> None:
    cited = {c for _, c in written_citations() if "#" in c and c.partition("#")[0] in texts()}
    missing = sorted(c for c in cited if article_of(resolve(c)) is None)
    assert len(cited) > 80
    assert not missing


@needs_texts
def test_our_counts_of_articles_and_paragraphs_agree() -> None:
    differing = {}
    for name, statute in texts().items():
        source, counts = all_sources().by_id[name], statute.counts()
        if source.articles and len(counts) != source.articles:
            differing[name] = f"{len(counts)} articles, we say {source.articles}"
        elif source.paragraphs and counts != source.paragraphs:
            at = [n for n, (a, b) in enumerate(zip(counts, source.paragraphs, strict=True), 1)
                  if a != b]  # fmt: skip
            differing[name] = f"paragraphs of articles {at}"
    assert differing == {}


def numbers_in(text: str) -> set[Decimal]:
    """Every number of a text, 三百 and 300 alike; not those of 第三条 and （三）."""
    found = set()
    for digits, ten_thousands, words in _NUMBER.findall(_NO_AMOUNT.sub(" ", text)):
        number = digits.replace("．", ".") or chinese_number(words)
        if number is not None:
            found.add(Decimal(number) * (10_000 if ten_thousands else 1))
    return found


def forms(value: Decimal, unit: str) -> set[Decimal]:
    """How a law may write a value: a rate or multiple in hundredths, months as years."""
    if unit == "rate":
        return {value * 100}
    if unit == "multiple":
        return {value, value * 100}
    if unit == "month":
        return {value, value / 12}
    return {value}


def stands(value: Decimal, unit: str, text: str) -> bool:
    return bool(forms(value, unit) & numbers_in(text))


def words_of(citation: Citation) -> str:
    """The words of the cited paragraph, else of the article."""
    article = article_of(citation)
    assert article is not None, citation
    if citation.paragraph and len(article.paragraphs) > 1:
        return article.paragraphs[citation.paragraph - 1].plain()
    return article.plain()


def read_in_texts() -> list[tuple[Parameter, Row]]:
    """The [S] numbers of the country whose act is in the folder."""
    return [
        (parameter, row)
        for parameter in BOOK.tables["cn"].parameters.values()
        for row in parameter.rows
        if row.mark == "S" and "#" in row.source and row.source.partition("#")[0] in texts()
    ]


@needs_texts
def test_every_number_said_to_be_read_in_the_text_stands_there() -> None:
    rows = read_in_texts()
    absent = {}
    for parameter, row in rows:
        assert isinstance(row.value, Decimal)
        if not stands(row.value, parameter.unit, words_of(resolve(row.source))):
            absent[parameter.name] = f"{row.value} {parameter.unit} {row.source}"
    assert len(rows) > 40
    assert absent == {}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("不低于工资的百分之一百五十", {150}),
        ("第三款、第四十一条的8小时，44小时", {8, 44}),
        ("（三）三倍；两年；二千元", {3, 2, 2000}),
        ("21.75天", {Decimal("21.75")}),
        ("30万元以上50万元以下", {300_000, 500_000}),
        ("没有数", set()),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, numbers: set[Decimal]) -> None:
    assert numbers_in(text) == {Decimal(number) for number in numbers}


@pytest.mark.parametrize(
    ("value", "unit", "text", "is_there"),
    [
        ("1.5", "multiple", "不低于工资的百分之一百五十的工资报酬", True),
        ("1.5", "multiple", "不低于工资的百分之二百的工资报酬", False),
        ("0.8", "rate", "不得低于80%", True),
        ("0.8", "rate", "不得低于8%", False),
        ("24", "month", "不得超过二年", True),
        ("2", "year", "至少保存两年备查", True),
        ("3", "multiple", "按照第三条执行", False),
        ("2000", "yuan", "五百元以上二千元以下", True),
        ("1000", "yuan", "五百元以上二千元以下", False),
    ],
)
def test_a_wrong_number_is_seen(value: str, unit: str, text: str, is_there: bool) -> None:
    assert stands(Decimal(value), unit, text) is is_there
