"""Password sign-in, demo sign-in and accounts made by services."""

from __future__ import annotations

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import SignIn, User
from gongyue.apps.accounts.selectors import demo_logins, has_any_user
from gongyue.apps.accounts.services import (
    WRONG_PASSWORD,
    Caller,
    caller_of,
    change_password,
    demo_sign_in,
    offer_demo_login,
    open_session,
    register_user,
    sign_in_with_password,
)
from tests.cast import AT, PASSWORD

PHONE = "13912340001"
HERE = Caller(address="192.0.2.7", device="Test")

pytestmark = pytest.mark.django_db


def request() -> Any:
    found = RequestFactory().post("/sign-in/", REMOTE_ADDR=HERE.address)
    found.session = SessionStore()
    return found


def enter(phone: str, password: str) -> User:
    return sign_in_with_password(
        request=request(), phone=phone, password=password, caller=HERE, at=AT
    )


def test_the_right_password_opens() -> None:
    user = register_user(phone=PHONE, name="陈经理", password=PASSWORD, at=AT)
    assert enter(PHONE, PASSWORD) == user
    assert SignIn.objects.get().how == "password"


def test_unknown_number_and_wrong_password_sound_the_same() -> None:
    register_user(phone=PHONE, name="陈经理", password=PASSWORD, at=AT)
    register_user(phone="13912340009", name="无密码", at=AT)
    for phone in (PHONE, "13912340002", "13912340009"):
        with pytest.raises(Refused, match=WRONG_PASSWORD):
            enter(phone, "wrong")


def test_five_failures_lock_the_number_for_this_address() -> None:
    register_user(phone=PHONE, name="陈经理", password=PASSWORD, at=AT)
    for _ in range(5):
        with pytest.raises(Refused):
            enter(PHONE, "wrong")
    with pytest.raises(Refused, match=WRONG_PASSWORD):
        enter(PHONE, PASSWORD)
    assert PHONE not in repr(list(AccessAttempt.objects.values()))
    assert "wrong" not in repr(list(AccessAttempt.objects.values()))


def test_a_closed_account_does_not_open() -> None:
    user = register_user(phone=PHONE, name="陈经理", password=PASSWORD, at=AT)
    user.is_active = False
    user.save()
    with pytest.raises(Refused):
        enter(PHONE, PASSWORD)


def test_one_number_has_one_account() -> None:
    register_user(phone=PHONE, name="甲", at=AT)
    with pytest.raises(Refused):
        register_user(phone=PHONE, name="乙", at=AT)


@pytest.mark.parametrize("weak", ["short", "8360174952", "password123"])
def test_a_weak_password_is_refused_in_chinese(weak: str) -> None:
    user = register_user(phone=PHONE, name="甲", at=AT)
    with pytest.raises(Refused, match=r"密码|数字") as refusal:
        change_password(by=user, password=weak)
    assert refusal.value.field == "password"
    change_password(by=user, password=PASSWORD)
    assert enter(PHONE, PASSWORD) == user


def test_demo_sign_in_exists_in_the_demo_only(settings: Any) -> None:
    user = register_user(phone=PHONE, name="李师傅", at=AT)
    with pytest.raises(Refused):
        offer_demo_login(user=user, label="工人", order=1)
    settings.DEMO = True
    offer_demo_login(user=user, label="工人", order=1)
    assert [login.name for login in demo_logins()] == ["李师傅"]
    assert demo_sign_in(user_id=user.pk, caller=HERE, at=AT) == user
    settings.DEMO = False
    assert demo_logins() == []
    with pytest.raises(Refused):
        demo_sign_in(user_id=user.pk, caller=HERE, at=AT)


def test_demo_sign_in_opens_nobody_else(settings: Any) -> None:
    settings.DEMO = True
    user = register_user(phone=PHONE, name="真人", at=AT)
    with pytest.raises(NotFound):
        demo_sign_in(user_id=user.pk, caller=HERE, at=AT)


def test_a_session_is_opened_with_a_new_key() -> None:
    user, asked = register_user(phone=PHONE, name="甲", at=AT), request()
    asked.session.create()
    before = asked.session.session_key
    open_session(asked, user)
    assert asked.session["_auth_user_id"] == str(user.pk)
    assert asked.session.session_key != before


def test_the_proxy_header_counts_only_where_it_is_named(settings: Any) -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_REAL_IP="192.0.2.9")
    assert caller_of(asked).address == "10.0.0.1"
    settings.PROXY_HEADER = "X-Real-IP"
    assert caller_of(asked).address == "192.0.2.9"


def test_an_empty_system_has_nobody() -> None:
    assert not has_any_user()
    register_user(phone=PHONE, name="甲", at=AT)
    assert has_any_user()
