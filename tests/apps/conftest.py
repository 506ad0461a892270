"""The cast for the tests of the apps; tests/cast.py says who they are."""

from __future__ import annotations

import pytest

from tests.apps.people import People, bring_people


@pytest.fixture
def people(db: None) -> People:
    return bring_people()
