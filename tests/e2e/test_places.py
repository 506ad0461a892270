"""The field for a place in a browser: the lists fill themselves, nothing overflows a phone."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.registry.services.streets import streets_import
from tests.cast import AT, bring_to_life

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_street_is_chosen_from_the_lists(open_page: Any, viewport: dict[str, int]) -> None:
    cast = bring_to_life()
    content = "430104101,橘香镇\n".encode()
    streets_import(by=cast.operator, content=content, complete=False, at=AT)
    page = open_page("/worker/firm/", viewport=viewport, user=cast.worker)
    page.locator(".place__chain > summary").click()
    page.locator("[name=place__3]").select_option("430104")
    page.locator("[name=place__4]").focus()
    page.locator("[name=place__4]").select_option("430104101")
    page.locator("[name=place][value$='橘香镇']").wait_for()
    assert page.evaluate("document.activeElement.name") == "place__4"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.locator("[name=name]").fill("月光面馆")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/enterprise/**")
    assert page.problems == []
