"""The published lists say what the code does."""

from __future__ import annotations

import pytest

from gongyue.apps.registry.roles import Purpose
from tests.apps.registry.reference import FOLDER, PAGES, made


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_code(name: str) -> None:
    page, wanted = made(name)
    assert page == wanted, "run: python -m tests.apps.registry.reference"
    assert "✓" in page or "`pay.recorded`" in page or "`who`" in page


def test_every_purpose_is_explained() -> None:
    page = (FOLDER / "roles.md").read_text(encoding="utf-8")
    for purpose in Purpose:
        assert f"| `{purpose}` | {purpose.label} |" in page
