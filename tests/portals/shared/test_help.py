"""Help in plain words: every line of every menu has it, nothing in it is gone, it prints."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongyue.portals.shared.help import PORTALS, manual_of, section_for
from tests.cast import Cast
from tests.consistency.routes import documented
from tests.portals.conftest import Browse
from tests.portals.test_pages import EXAMPLES, ROOT

ROUTES = {row.name for row in documented(ROOT)}


@pytest.mark.parametrize("portal", PORTALS)
def test_every_line_of_the_menu_has_help(portal: str) -> None:
    menu = import_module(f"gongyue.portals.{portal}.navigation").NAVIGATION
    manual = manual_of(portal)
    own = [item.url_name for item in menu if item.url_name.startswith(f"{portal}:")]
    assert [name for name in own if manual.of(name) is None] == [], "add them to shared/help"


@pytest.mark.parametrize("portal", PORTALS)
def test_help_is_about_pages_that_exist_and_says_something(portal: str) -> None:
    for section in manual_of(portal).sections:
        assert section.route in ROUTES
        assert section.what.endswith("。") and section.steps
        for words in (section.what, *section.steps):
            assert 4 <= len(words) <= 120, words


def test_a_page_below_a_menu_line_has_the_help_of_the_line() -> None:
    found = section_for("enterprise", "enterprise:person", "enterprise:people")
    assert found.title == "人员"
    assert section_for("enterprise", "enterprise:nothing", "") is None
    assert section_for("messages", "messages:inbox", "") is None


def test_the_panel_stands_on_the_page(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).get(reverse("enterprise:people")).text
    assert "这一页怎么用" in page and manual_of("enterprise").of("enterprise:people").what in page


@pytest.mark.parametrize("portal", PORTALS)
def test_the_manual_is_a_page_and_a_booklet(client: Client, portal: str) -> None:
    page = client.get(reverse("public:manual", args=[portal])).text
    for section in manual_of(portal).sections:
        assert section.title in page and section.steps[0] in page
    booklet = client.get(reverse("public:manual_booklet", args=[portal]))
    assert booklet.content[:5] == b"%PDF-"
    assert booklet["Content-Disposition"].startswith("attachment")


def test_a_manual_of_nobody_is_not_found(client: Client) -> None:
    for name in ("public:manual", "public:manual_booklet"):
        assert client.get(reverse(name, args=["nobody"])).status_code == 404


def _worker_pages() -> list[Any]:
    return [
        row for row in documented(ROOT)
        if row.name.startswith("worker:") and row.answers["worker"] == "open"
    ]  # fmt: skip


@pytest.mark.parametrize("row", _worker_pages(), ids=lambda row: row.name)
def test_two_numbers_that_answer_stand_on_every_worker_page(
    row: Any, cast: Cast, browse: Browse
) -> None:
    answer = browse(cast.worker).get(
        reverse(row.name, kwargs=EXAMPLES.get(row.name, lambda cast: {})(cast))
    )
    if "text/html" not in answer["Content-Type"] or "<html" not in answer.text:
        return
    assert 'href="tel:12333"' in answer.text and 'href="tel:12345"' in answer.text


def test_and_on_the_pages_of_errors(cast: Cast, browse: Browse) -> None:
    from django.template.loader import render_to_string

    missing = browse(cast.worker).get("/worker/no-such-page/")
    assert missing.status_code == 404
    for page in (missing.text, render_to_string("500.html")):
        assert 'href="tel:12333"' in page and 'href="tel:12345"' in page
