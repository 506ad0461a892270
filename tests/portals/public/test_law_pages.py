"""Acts, articles with and without their text, search, and checking citations."""

from __future__ import annotations

import pytest
from django.test import Client

from gongyue.apps.knowledge.selectors.acts import acts_installed
from gongyue.apps.knowledge.services.importing import statutes_import
from tests.apps.knowledge.texts import AMENDED, FIRST
from tests.cast import AT

pytestmark = pytest.mark.django_db
LABOUR = "# 中华人民共和国劳动合同法\n\n第一条 甲事。\n\n第二条 乙事。\n\n丙事。\n"


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_what_is_installed(client: Client) -> None:
    statutes_import(files=[("a.md", FIRST.encode())], at=AT, by=None)
    page = "".join(_page(client, f"/law/?page={number}") for number in (1, 2))
    assert "晴川市茶歇条例" in page and "没有装" in page
    assert "晴川市茶歇条例" in client.get("/law/?export=csv").content.decode("utf-8-sig")


def test_everyday_words_lead_to_rules_and_articles(client: Client) -> None:
    page = _page(client, "/law/?q=没签合同")
    assert "/calculators/double_wage/" in page and "/law/cn/labour-contract-law/82/" in page
    assert "没有找到" in _page(client, "/law/?q=zzzz")


def test_an_article_with_its_text(client: Client) -> None:
    statutes_import(files=[("l.md", LABOUR.encode())], at=AT, by=None)
    page = _page(client, "/law/cn/labour-contract-law/2.2/")
    assert "乙事" in page and "<mark>丙事" in page and "第2款" in page
    assert 'href="/law/cn/labour-contract-law/1/"' in page
    assert "原文未安装" not in page
    assert "甲事" in _page(client, "/law/cn/labour-contract-law/")


def test_an_article_says_what_rests_on_it(client: Client) -> None:
    page = _page(client, "/law/cn/labour-contract-law/47/")
    assert "/calculators/severance/" in page and "算过的例子" in page and "原文未安装" in page


def test_versions_and_what_changed(client: Client) -> None:
    for name, text in (("a.md", FIRST), ("b.md", AMENDED)):
        statutes_import(files=[(name, text.encode())], at=AT, by=None)
    address = f"/law/text/{acts_installed().get().pk}/"
    assert "改了：第3条" in _page(client, address)
    page = _page(client, f"{address}3/")
    assert "<ins>两</ins>" in page and "<del>一</del>" in page
    assert "每天一次" in _page(client, f"{address}3/?on=2020-01-01")
    assert "第3条之1" in _page(client, f"{address}3-1/")


@pytest.mark.parametrize(
    "path", ["text/0/", "text/99999999999999999999999/", "text/1/x/", "text/1/99999999999/"]
)
def test_a_text_that_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/law/{path}").status_code == 404


@pytest.mark.parametrize("on", ["x", "2020-13-45", "0001-01-01", "9999-12-31", "\0"])
def test_an_odd_day_is_survived(client: Client, on: str) -> None:
    assert client.get("/law/cn/labour-contract-law/47/", {"on": on}).status_code == 200


def test_a_text_is_checked_and_not_kept(client: Client) -> None:
    text = "《劳动合同法》第四十七条和第一百二十条"
    page = client.post("/citations/", {"text": text}).content.decode()
    assert "找到 2 处引用，1 处不对" in page and "没有这一条" in page
    page = client.post("/citations/", {"text": text, "on": "2007-01-01"}).content.decode()
    assert "那天还没有施行" in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"text": ""}, "请贴一段文字"),
        ({"text": "字" * 50_001}, "请分几次"),
        ({"text": "第一条", "on": "昨天"}, "日期写成"),
        ({"text": "没有法条"}, "没有找到法条的引用"),
        ({"text": "<script>《劳动法》第999条</script>"}, "没有这一条"),
    ],
)
def test_what_cannot_be_checked_is_told(client: Client, facts: dict, words: str) -> None:
    answer = client.post("/citations/", facts)
    assert answer.status_code == 200
    assert words in answer.content.decode() and "<script>《" not in answer.content.decode()
