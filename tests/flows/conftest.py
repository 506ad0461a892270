"""The cast, for flows that are explored in the running system."""

from __future__ import annotations

import pytest

from tests.apps.people import People, bring_people


@pytest.fixture
def people(db: None) -> People:
    return bring_people()
