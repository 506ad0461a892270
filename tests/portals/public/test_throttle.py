"""The open check-up: generous, but not without end."""

from __future__ import annotations

import pytest
from django.test import Client

from gongyue.portals.public import checkup
from gongyue.portals.public.throttle import Throttle
from tests.portals.public.test_checkup import FORM, roster

pytestmark = pytest.mark.django_db


def test_the_uses_of_an_hour_are_counted_for_each_address() -> None:
    door = Throttle(most=2, seconds=60)
    assert [door.wait("a", 0), door.wait("a", 10), door.wait("b", 11)] == [0, 0, 0]
    assert door.wait("a", 20) == 40
    assert door.wait("a", 60) == 0, "the first use is an hour old"
    assert door.wait("a", 61) == 9, "what was refused was not counted"


def test_a_flood_of_addresses_is_forgotten_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongyue.portals.public.throttle.MOST_ADDRESSES", 2)
    door = Throttle(most=1, seconds=60)
    for address in "abc":
        assert door.wait(address, 0) == 0
    assert len(door._uses) == 2
    assert door.wait("c", 1) > 0


@pytest.mark.django_db
def test_the_page_says_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "DOOR", Throttle(most=1, seconds=3_600))
    assert "用工体检报告" in client.post("/checkup/", {**FORM, "file": roster()}).text
    again = client.post("/checkup/", {**FORM, "file": roster()})
    assert "一小时内已体检 1 次" in again.text and "分钟后再来" in again.text
    assert "用工体检报告" not in again.text
    elsewhere = client.post("/checkup/", {**FORM, "file": roster()}, REMOTE_ADDR="10.0.0.9")
    assert "用工体检报告" in elsewhere.text


def test_a_form_with_an_error_does_not_count(client: Client) -> None:
    client.post("/checkup/", {**FORM})
    assert not checkup.DOOR._uses
