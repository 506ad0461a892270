"""The cast on stage, and a browser for each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, bring_to_life

Browse = Callable[[Any], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    return bring_to_life()


@pytest.fixture
def browse() -> Browse:
    """A browser in which the user has signed in; None has not."""

    def sign_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return sign_in
