"""The description is small, made once, and not sent again to who has it."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from gongyue.api import kept
from gongyue.cli.bench import api as bench
from gongyue.law.registry import RULES

URL = "/api/v1/openapi.json"
pytestmark = pytest.mark.django_db


def test_it_is_packed_and_asked_for_again_by_its_tag(client: Client) -> None:
    plain = client.get(URL)
    packed = client.get(URL, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert plain["ETag"] == packed["ETag"] and plain["Cache-Control"] == "no-cache"
    again = client.get(URL, headers={"if-none-match": plain["ETag"]})
    assert again.status_code == 304 and again.content == b""
    assert client.get(URL, headers={"if-none-match": 'W/"x"'}).status_code == 200


def test_what_is_the_same_everywhere_is_said_once(client: Client) -> None:
    made = json.loads(kept.description().plain)
    single = [made["paths"][f"/api/v1/law/rules/{name}/answer"]["post"] for name in RULES]
    assert all(len(one["responses"]) == len(list(_references(one["responses"]))) for one in single)
    known = made["components"]
    for reference in _references(made):
        _, _, kind, name = reference.split("/")
        assert name in known[kind], reference
    assert len(kept.description().plain) < 3_200 * len(RULES)
    assert len(kept.description().packed) < len(kept.description().plain) / 4


def test_another_process_finds_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    before = kept.description(), kept.shown()
    forget()
    for name in ("_made_description", "_made_page"):
        monkeypatch.setattr(kept, name, lambda: pytest.fail("made twice"))
    assert (kept.description(), kept.shown()) == before


def test_a_full_disk_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **more: Any) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(kept.cache, "set", full)
    monkeypatch.setattr(kept.cache, "get", lambda key: None)
    assert kept._kept("x", lambda: b"made") == b"made"


def test_every_operation_is_measured() -> None:
    asked = (*bench.READS.values(), bench.ANSWER.format("minimum_wage"), bench.ANSWERS, bench.CHECK)
    measured = {resolve(address.partition("?")[0]).url_name for address in asked}
    operations = kept.shown()["operations"].values()
    named = {one["operationId"] for item in operations for one in item.values()}
    assert measured == named | {"home", "description"}


def forget() -> None:
    for made in (kept.description, kept.shown, kept.installed):
        made.cache_clear()


def _references(made: Any) -> list[str]:
    if isinstance(made, list):
        return [found for each in made for found in _references(each)]
    if not isinstance(made, dict):
        return []
    own = [made["$ref"]] if isinstance(made.get("$ref"), str) else []
    return own + [found for each in made.values() for found in _references(each)]
