"""数据状态: every value by place, how far it was checked, what is past."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from gongyue.law.due import standing
from gongyue.law.rulebook import BOOK
from gongyue.portals.public import data_status

pytestmark = pytest.mark.django_db
URL = "/law/status/"


def page(client: Client, **query: str) -> str:
    return client.get(URL, query).content.decode()


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(data_status, "localdate", lambda: noon.date())


def test_every_value_and_act_is_listed_with_its_standing(client: Client) -> None:
    assert reverse("public:data_status") == URL
    shown = page(client)
    rows = standing(BOOK, today=date(2026, 1, 1))
    assert len(re.findall(r'<th scope="row">', shown)) == len(rows)
    assert all(row.label in shown for row in rows)
    assert "湖南省长沙市（" in shown and "/law/cn/labour-law/41/" in shown


def test_past_and_soon_are_counted_and_can_be_asked_for_alone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = min(row.checked_until for row in standing(BOOK, today=date(2026, 1, 1)))
    on(monkeypatch, first)
    assert "：都在核对期内" in page(client) and "天内到期" in page(client)
    on(monkeypatch, date(first.year - 1, 1, 1))
    assert "没有到期的" in page(client, only="due")
    on(monkeypatch, date(2099, 1, 1))
    shown = page(client, only="due")
    assert "已过核对期" in shown and "示例市" not in shown


def test_it_can_be_taken_away_as_a_table(client: Client) -> None:
    text = client.get(URL, {"export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["依据"] and rows[0]["核对至"]
    assert any("12333" in row["可以问"] for row in rows)


def test_every_public_page_leads_there(client: Client) -> None:
    assert URL in client.get("/").content.decode()
    assert URL in client.get("/law/").content.decode()
