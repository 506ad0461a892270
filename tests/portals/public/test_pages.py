"""Home, law pages, large text, headers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from gongyue.law.sources import all_sources
from gongyue.portals.public.navigation import NAVIGATION

pytestmark = pytest.mark.django_db


def test_home_answers_without_an_account_and_leads_on(client: Client) -> None:
    page = BeautifulSoup(client.get("/").content, "html.parser")
    for link in page.select("a[href^='/']"):
        assert client.get(link["href"]).status_code == 200, link["href"]
    assert page.select_one(".figure .working__line")


@pytest.mark.parametrize("act", sorted(all_sources().by_id))
def test_every_act_has_a_page(client: Client, act: str) -> None:
    answer = client.get(f"/law/{act}/")
    assert answer.status_code == 200
    assert "原文未安装" in answer.content.decode()


def test_an_article_shows_our_note_its_source_and_dates(client: Client) -> None:
    page = client.get("/law/cn/labour-contract-law/47.2/").content.decode()
    for words in ("《劳动合同法》第47条第2款", "2008年1月1日", "不是原文"):
        assert words in page


@pytest.mark.parametrize(
    "path", ["cn/no-such-law/", "cn/labour-contract-law/999/", "cn/x/%3Cb%3E/"]
)
def test_an_article_that_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/law/{path}").status_code == 404


def test_large_text_is_switched_by_a_form_and_kept(client: Client) -> None:
    assert 'class="elder ' not in client.get("/").content.decode()
    answer = client.post("/large-text/", {"large": "yes", "next": "/calculators/"})
    assert answer["Location"] == "/calculators/"
    assert 'class="elder ' in client.get("/").content.decode()
    client.post("/large-text/", {"large": "no"})
    assert 'class="elder ' not in client.get("/").content.decode()


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, target: str) -> None:
    answer = client.post("/large-text/", {"large": "yes", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/calculators/", "/sign-in/", "/no-such-page/"])
def test_pages_allow_own_scripts_only_and_have_none_inline(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-eval'" not in policy
    assert "script-src 'self' 'nonce-" in policy
    page = BeautifulSoup(answer.content, "html.parser")
    assert all(script.get("src", "").startswith("/static/") for script in page.select("script"))
    assert not page.select("style, [style], [onclick], [onload], [onsubmit]")


def test_nothing_comes_from_another_host(client: Client) -> None:
    page = BeautifulSoup(client.get("/").content, "html.parser")
    for tag, key in (("link", "href"), ("script", "src"), ("img", "src"), ("use", "href")):
        assert all(found[key].startswith("/") for found in page.select(tag))


def test_the_menu_has_no_dead_links(client: Client) -> None:
    page = BeautifulSoup(client.get("/calculators/").content, "html.parser")
    links = page.select(".band__nav a")
    assert [link.text for link in links] == [item.label for item in NAVIGATION]
    assert [link.text for link in links if link.get("aria-current")] == ["算一算"]
