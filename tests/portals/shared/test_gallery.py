"""/design/ exists in the demo city only, and shows every component."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import include, path

from gongyue.config import urls
from gongyue.portals.shared.gallery import EXHIBITS, LAYOUTS

urlpatterns = [
    path("design/", include("gongyue.portals.shared.urls")),
    path("files/", include("gongyue.portals.shared.files.urls")),
    path("", include("gongyue.portals.public.urls")),
]
PAGES = [f"/design/{e.slug}/" for e in EXHIBITS] + [f"/design/layout/{n}/" for n in LAYOUTS]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_gallery_answers(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    drawn = BeautifulSoup(answer.content, "html.parser")
    assert len(drawn.select("h1")) == 1
    assert len(drawn.select("main")) == 1
    assert not drawn.select("p details, p div, [style]")


@pytest.mark.urls(__name__)
def test_the_gallery_lists_all_of_them(client: Client) -> None:
    drawn = BeautifulSoup(client.get("/design/").content, "html.parser")
    assert [a["href"] for a in drawn.select("main .card-link")] == PAGES


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("page", ["/design/no-such/", "/design/layout/no-such/"])
def test_what_is_not_there_is_not_found(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404


def test_a_real_system_has_no_gallery(client: Client, settings) -> None:
    assert client.get("/design/").status_code == 404
    settings.DEMO = False
    assert not any("design" in str(route.pattern) for route in urls.routes())
    settings.DEMO = True
    assert any("design" in str(route.pattern) for route in urls.routes())


@pytest.mark.urls(__name__)
def test_the_desk_menu_marks_where_we_are(client: Client) -> None:
    drawn = BeautifulSoup(client.get("/design/layout/desk/").content, "html.parser")
    assert [a.text.strip() for a in drawn.select(".desk__menu [aria-current=page]")] == ["人员"]
    assert drawn.select_one("#menu-open + label")


@pytest.mark.urls(__name__)
def test_the_worker_has_tabs_and_help_on_every_page(client: Client) -> None:
    drawn = BeautifulSoup(client.get("/design/layout/worker/").content, "html.parser")
    assert 2 <= len(drawn.select(".tabs a")) <= 5
    assert drawn.select_one('a[href="tel:12333"]')
    assert "长辈版" in drawn.text


def test_the_demo_strip_is_shown_in_the_demo_city_only(client: Client, settings) -> None:
    assert "演示城市" not in client.get("/").content.decode()
    settings.DEMO = True
    assert "演示城市" in client.get("/").content.decode()
