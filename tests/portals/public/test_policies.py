"""查补贴: every policy beside what was told, and the fact to ask next."""

from __future__ import annotations

import pytest
from django.test import Client

from gongyue.law.policies.reading import policies, vocabulary

pytestmark = pytest.mark.django_db
URL = "/policies/"
WHERE = {"place": "430102", "on": "2025-10-01"}


def test_every_fact_is_asked_once_and_none_is_needed(client: Client) -> None:
    page = client.get(URL).content.decode()
    assert all(page.count(f'name="{name}"') == 1 for name in vocabulary())
    told = client.post(URL, WHERE).content.decode()
    assert told.count("先补这一项") == len(policies()) and "有 1 处需要改" not in told


def test_what_was_told_decides_and_the_missing_fact_is_named(client: Client) -> None:
    facts = {"size": "sme", "insured_people": "25", "layoff_percent": "3.5"}
    page = client.post(URL, {**WHERE, **facts}).content.decode()
    part = page.split("稳岗返还")[1].split("</section>")[0]
    assert "先补这一项" in part and "#id_unemployment_paid_months" in part
    page = client.post(URL, {**WHERE, **facts, "unemployment_paid_months": "12"}).content.decode()
    part = page.split("稳岗返还")[1].split("</section>")[0]
    assert "先补这一项" not in part and "可以申请" in part


def test_a_policy_that_ended_is_never_simply_open(client: Client) -> None:
    facts = {"size": "sme", "insured_people": "25", "layoff_percent": "3.5"}
    ended = {**WHERE, "on": "2026-03-01", **facts, "unemployment_paid_months": "12"}
    part = client.post(URL, ended).content.decode().split("稳岗返还")[1].split("</section>")[0]
    assert "已到期" in part


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("insured_people", "很多"),
        ("insured_people", "-3"),
        ("layoff_percent", "300"),
        ("size", "huge"),
        ("place", "火星"),
        ("on", "2025年"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_lost(client: Client, field: str, value: str) -> None:
    page = client.post(URL, {**WHERE, "contract_months": "36", field: value}).content.decode()
    assert "处需要改" in page and f"#id_{field}" in page
    assert 'value="36"' in page and "对照结果" not in page
