"""Rare names on screen: drawn by some font of the machine, and not as the empty box."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.apps.documents.test_rare_names import MINORITY, RARE

NOWHERE = "\U000323af"


def _picture(page: Any, element: str) -> Image.Image:
    shot = page.locator(element).screenshot()
    return Image.open(io.BytesIO(shot)).convert("L")


@pytest.mark.django_db(transaction=True)
def test_rare_characters_are_drawn_in_the_fonts_of_our_pages(open_page: Any) -> None:
    page = open_page("/")
    boxes = "".join(
        f'<b id="c{number}" style="display:inline-block;width:60px;height:60px;font-size:48px">'
        f"{character}</b>"
        for number, character in enumerate((*RARE, NOWHERE))
    )
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", boxes)
    pictures = [_picture(page, f"#c{number}") for number in range(len(RARE) + 1)]
    nowhere = pictures.pop()
    for character, picture in zip(RARE, pictures, strict=True):
        different = sum(ImageChops.difference(picture, nowhere).tobytes())
        assert different > 20_000, f"{character} looks like the empty box"


@pytest.mark.django_db(transaction=True)
def test_a_long_name_breaks_inside_a_phone(open_page: Any) -> None:
    page = open_page("/", viewport={"width": 375, "height": 812})
    page.evaluate("name => { document.querySelector('h1').textContent = name }", MINORITY)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
