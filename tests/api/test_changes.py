"""Changes of the law over the API: in pages, narrowed, refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gongyue.api.described import CHANGES
from gongyue.apps.following.hooks.payload import as_body
from gongyue.apps.following.models import LawChange
from gongyue.kernel.jsonform import dumps_canonical
from tests.apps.following.books import noticed

pytestmark = pytest.mark.django_db
URL = "/api/v1/law/changes"


def test_a_change_is_the_object_a_webhook_delivers(client: Client) -> None:
    (change,) = noticed()
    told: dict[str, Any] = client.get(URL).json()
    assert (told["count"], told["last"], told["more"]) == (1, change.pk, False)
    assert dumps_canonical(told["changes"][0]).encode() == as_body(LawChange.objects.get())
    assert set(told["changes"][0]) == set(CHANGES["changes"][0])  # type: ignore[index]
    assert client.get(URL, {"after": change.pk}).json()["changes"] == []


def test_it_is_narrowed_by_place_and_rule(client: Client) -> None:
    noticed()
    counts = [
        client.get(URL, wanted).json()["count"]
        for wanted in ({"place": "430102"}, {"place": "110000"}, {"rule": "void_clauses"})
    ]
    assert counts == [1, 0, 0]


@pytest.mark.parametrize(
    "wanted", [{"after": "x"}, {"after": "-1"}, {"place": "1"}, {"rule": "windfall"}]
)
def test_a_wrong_question_is_refused_naming_the_field(
    client: Client, wanted: dict[str, str]
) -> None:
    given = client.get(URL, wanted)
    assert given.status_code == 422
    assert given.json()["error"]["field"] == next(iter(wanted))
