"""Every test comes to the open check-up as if nobody had been there within the hour."""

from __future__ import annotations

import pytest

from gongyue.portals.public import checkup


@pytest.fixture(autouse=True)
def _fresh_door() -> None:
    checkup.DOOR.forget()
