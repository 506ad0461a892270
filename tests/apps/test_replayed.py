"""What is put back is what would be made: under the settings of the test that asks."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.notifications.models import Delivery
from tests.apps.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def gateway(settings: Any) -> None:
    """In force before the people are made: then they are told by text message."""
    settings.SMS_URL = "configured"


@pytest.fixture
def told(gateway: None, people: People) -> int:
    return Delivery.objects.count()


@pytest.mark.parametrize("turn", ["first", "again"])
def test_a_configured_channel_has_its_deliveries(told: int, turn: str) -> None:
    assert told > 0


def test_none_of_them_is_left_to_a_test_without_one(people: People) -> None:
    assert Delivery.objects.count() == 0
