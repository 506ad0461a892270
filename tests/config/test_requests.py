"""The log of requests: which page and how it ended; never who, never what."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.test import Client

from gongyue.config.logs import JsonLines

pytestmark = pytest.mark.django_db


def _lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    rows = [row for row in caplog.records if row.name == "gongyue.requests"]
    return [json.loads(JsonLines().format(row)) for row in rows]


def test_a_request_is_one_line_without_address_or_query(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LOG_REQUESTS = True
    with caplog.at_level(logging.INFO, logger="gongyue.requests"):
        client.get("/calculators/severance/", {"phone": "13900001001", "q": "李师傅"})
    (line,) = _lines(caplog)
    assert line["route"] == "public:calculator" and line["status_code"] == 200
    assert not {"13900001001", "李师傅", "severance"} & set(json.dumps(line, ensure_ascii=False))
    assert "13900001001" not in str(line) and "severance" not in str(line)


def test_quick_and_good_requests_are_not_written_unless_asked(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("gongyue.config.requests.SLOW_MILLISECONDS", 100_000)
    with caplog.at_level(logging.INFO, logger="gongyue.requests"):
        client.get("/")
    assert _lines(caplog) == []


def test_a_failed_request_is_always_written(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("gongyue.portals.public.health.is_serving", lambda at: False)
    client.get("/health/")
    (line,) = _lines(caplog)
    assert line["level"] == "error" and line["status_code"] == 503
