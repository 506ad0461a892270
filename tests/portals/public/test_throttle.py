"""The open check-up: generous, but not without end."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongyue.apps.accounts.doors import Door
from gongyue.portals.public import checkup
from tests.portals.public.test_checkup import FORM, roster

pytestmark = pytest.mark.django_db


def test_the_uses_of_a_window_are_counted_for_each_caller() -> None:
    door = Door("try", most=2, seconds=60)
    assert [door.wait("a", 0), door.wait("a", 10), door.wait("b", 11)] == [0, 0, 0]
    assert 40 <= door.wait("a", 20) <= 41
    assert door.wait("a", 60) == 0, "another window"
    assert Door("other", most=1, seconds=60).wait("a", 20) == 0, "another door"


def test_one_question_may_count_several_times() -> None:
    door = Door("try", most=10, seconds=60)
    assert [door.wait("a", 0, 6), door.wait("a", 1, 4)] == [0, 0]
    assert door.wait("a", 2) > 0


def test_what_cannot_be_counted_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **more: Any) -> bool:
        raise OSError("no space left")

    monkeypatch.setattr(cache, "add", full)
    assert Door("try", most=1, seconds=60).wait("a", 0) == 0


def test_the_page_says_when_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "DOOR", Door("try", most=1, seconds=3_600))
    assert "用工体检报告" in client.post("/checkup/", {**FORM, "file": roster()}).text
    again = client.post("/checkup/", {**FORM, "file": roster()})
    assert "一小时内已体检 1 次" in again.text and "分钟后再来" in again.text
    assert "用工体检报告" not in again.text
    elsewhere = client.post("/checkup/", {**FORM, "file": roster()}, REMOTE_ADDR="10.0.0.9")
    assert "用工体检报告" in elsewhere.text


def test_a_form_with_an_error_does_not_count(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "DOOR", Door("try", most=1, seconds=3_600))
    client.post("/checkup/", {**FORM})
    assert "用工体检报告" in client.post("/checkup/", {**FORM, "file": roster()}).text
