"""The first page in a real browser: it fits, it is silent, and it does not need its scripts."""

from __future__ import annotations

from typing import Any

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
FONT = "getComputedStyle(document.body).fontFamily"


def test_the_first_page_fits_both_widths_and_no_script_fails(
    open_page: Any, viewport: dict[str, int]
) -> None:
    page = open_page("/", viewport=viewport)
    assert page.evaluate(FITS)
    assert page.problems == []
    assert page.locator("h1").count() == 1


def test_the_built_styles_reach_the_page(open_page: Any) -> None:
    page = open_page("/")
    assert page.locator("link[rel=stylesheet]").count() >= 1
    assert page.evaluate(FONT).strip('"') != "Times New Roman"


def test_the_first_page_says_the_same_without_scripts(open_page: Any) -> None:
    with_scripts = open_page("/").locator("main").inner_text()
    without = open_page("/", javascript=False).locator("main").inner_text()
    assert without.split() == with_scripts.split()
