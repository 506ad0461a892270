"""接口密钥: issued and shown once, listed without it, revoked; others see nothing."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from gongyue.apps.apikeys.models import ApiKey
from tests.cast import Cast
from tests.portals.conftest import Browse
from tests.portals.messages.examples import key_of_factory

pytestmark = pytest.mark.django_db
URL = "/messages/keys/"
ASKED = {"label": "工资系统", "purpose": "核对最低工资", "days": "90"}


def test_a_key_is_shown_once_and_never_again(cast: Cast, browse: Browse) -> None:
    client = browse(cast.enterprise)
    shown = client.post(URL, ASKED)
    (text,) = re.findall(r"gyk_[0-9a-f]{8}_[\w-]{43}", shown.text)
    assert "no-store" in shown["Cache-Control"]
    key = ApiKey.objects.get()
    assert key.organisation_id == cast.factory.pk
    for page in (URL, reverse("messages:key", args=[key.pk])):
        assert key.prefix in client.get(page).text and text not in client.get(page).text
    client.post(reverse("messages:key_revoke", args=[key.pk]))
    assert "已作废" in client.get(URL).text


def test_what_is_missing_is_named(cast: Cast, browse: Browse) -> None:
    page = browse(cast.enterprise).post(URL, {"label": "", "purpose": "x", "days": "9"}).text
    assert "请起个名字" in page and "请从列表里选有效期" in page
    page = browse(cast.enterprise).post(URL, {**ASKED, "purpose": "查"}).text
    assert "请写明用途" in page and not ApiKey.objects.exists()


def test_a_worker_has_keys_of_their_own_and_a_stranger_sees_none(
    cast: Cast, browse: Browse
) -> None:
    number = key_of_factory(cast)["key_id"]
    browse(cast.worker).post(URL, ASKED)
    assert ApiKey.objects.get(user=cast.worker).label == "工资系统"
    stranger = browse(cast.in_role("stranger"))
    assert "还没有密钥" in stranger.get(URL).text
    assert stranger.get(reverse("messages:key", args=[number])).status_code == 404
    assert stranger.post(reverse("messages:key_revoke", args=[number])).status_code == 404
    assert not ApiKey.objects.filter(revoked_at__isnull=False).exists()
