"""Asking by a key: a limit of its own, counted; a wrong one is refused in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from gongyue.api.urls import urlpatterns
from gongyue.apps.apikeys.counting import ROUTES
from gongyue.apps.apikeys.issuing import NewKey, key_issue, key_revoke
from gongyue.apps.apikeys.models import ApiKey
from gongyue.apps.apikeys.using import uses_of
from gongyue.law.answer import as_bytes
from tests.apps.people import People, bring_people

pytestmark = pytest.mark.django_db
URL = "/api/v1/law/places"


@pytest.fixture
def people() -> People:
    return bring_people()


@pytest.fixture
def made(people: People) -> tuple[ApiKey, str]:
    new = NewKey(label="工资系统", purpose="核对最低工资", days=30)
    return key_issue(by=people.chen, organisation_id=people.factory.pk, new=new, at=now())


def ask(client: Client, text: str, **more: Any) -> Any:
    return client.get(URL, headers={"authorization": text}, **more)


def test_a_key_has_more_questions_than_an_address(
    client: Client, settings: Any, people: People, made: tuple[ApiKey, str]
) -> None:
    settings.API_A_MINUTE, settings.API_KEY_A_MINUTE = 1, 3
    key, text = made
    given = [ask(client, f"Bearer {text}") for _ in range(4)]
    assert [each.status_code for each in given] == [200, 200, 200, 429]
    assert 1 <= int(given[3]["Retry-After"]) <= 61
    assert given[0].content == client.get(URL).content, "the address still has its own"
    assert client.get(URL).status_code == 429
    elsewhere = ask(client, f"Bearer {text}", REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 429, "a key counts from everywhere"
    (use,) = uses_of(people.chen, key.pk, on=localdate())
    assert (use.route, use.times) == ("places", 3)


@pytest.mark.parametrize("text", ["Bearer x", "Bearer ", "Basic YTpi", "x", "Bearer gyk_\u00e9"])
def test_a_wrong_key_is_told_in_chinese(client: Client, text: str) -> None:
    given = ask(client, text)
    assert given.status_code == 401 and given["WWW-Authenticate"] == "Bearer"
    error = given.json()["error"]
    assert error["refusal"] == "WrongKey" and error["message"].endswith("。")
    assert given.content == as_bytes(given.json())


def test_a_revoked_or_expired_key_says_so(
    client: Client, people: People, made: tuple[ApiKey, str]
) -> None:
    key, text = made
    ApiKey.objects.filter(pk=key.pk).update(expires_at=now() - timedelta(seconds=1))
    assert "过期" in ask(client, f"Bearer {text}").json()["error"]["message"]
    key_revoke(by=people.chen, key_id=key.pk, at=now())
    assert "作废" in ask(client, f"Bearer {text}").json()["error"]["message"]


def test_keys_are_not_tried_at_will(client: Client, settings: Any) -> None:
    settings.API_A_MINUTE = 2
    given = [ask(client, "Bearer x").status_code for _ in range(3)]
    assert given == [401, 401, 429]


def test_the_description_tells_of_keys(client: Client) -> None:
    made = client.get("/api/v1/openapi.json").json()
    assert made["security"] == [{}, {"key": []}]
    assert made["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for item in made["paths"].values():
        for operation in item.values():
            assert "401" in operation["responses"]


def test_every_route_there_is_has_its_count_and_its_words() -> None:
    assert set(ROUTES) == {str(route.name) for route in urlpatterns if route.name != "home"}
