"""登录: code, password, demo; the same words for known and unknown numbers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from gongyue.apps.accounts.by_hand import hand_out_code
from gongyue.apps.accounts.selectors import demo_inbox
from gongyue.apps.accounts.services import offer_demo_login, register_user

PHONE = "13800001111"
PASSWORD = "很长的一句话-作密码"

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings) -> None:
    settings.DEMO = True


def code_for(phone: str) -> str:
    found = re.search(r"\d{6}", demo_inbox(phone)[0].text)
    assert found
    return found[0]


@pytest.mark.usefixtures("demo")
def test_phone_and_code_open_a_session(client: Client) -> None:
    page = client.post("/sign-in/", {"phone": PHONE}).content.decode()
    assert "138****1111" in page
    assert 'data-wait-seconds="60"' in page
    answer = client.post("/sign-in/code/", {"phone": PHONE, "code": code_for(PHONE)})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"]


@pytest.mark.usefixtures("demo")
def test_after_signing_in_one_is_where_one_wanted_to_be(client: Client) -> None:
    page = client.post("/sign-in/", {"phone": PHONE, "next": "/calculators/"}).content.decode()
    assert 'name="next" value="/calculators/"' in page
    answer = client.post(
        "/sign-in/code/", {"phone": PHONE, "code": code_for(PHONE), "next": "/calculators/"}
    )
    assert answer["Location"] == "/calculators/"


@pytest.mark.usefixtures("demo")
def test_a_wrong_code_says_so_and_opens_nothing(client: Client) -> None:
    client.post("/sign-in/", {"phone": PHONE})
    wrong = "000000" if code_for(PHONE) != "000000" else "111111"
    page = client.post("/sign-in/code/", {"phone": PHONE, "code": wrong})
    assert "验证码不对或已过期" in page.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo")
def test_asking_twice_at_once_says_how_long_to_wait(client: Client) -> None:
    client.post("/sign-in/", {"phone": PHONE})
    page = client.post("/sign-in/", {"phone": PHONE}).content.decode()
    assert re.search(r"请 \d+ 秒后再试", page)


@pytest.mark.parametrize("phone", ["", "123", "abc", "138000011112222", "<b>"])
def test_what_is_no_phone_number_is_refused_and_kept(client: Client, phone: str) -> None:
    page = client.post("/sign-in/", {"phone": phone}).content.decode()
    assert "field__error" in page
    assert "<b>" not in page


@pytest.mark.usefixtures("demo")
def test_the_answer_does_not_tell_whether_a_number_has_an_account(client: Client) -> None:
    register_user(phone=PHONE, name="李师傅", at=now() - timedelta(days=1))
    known = client.post("/sign-in/", {"phone": PHONE}).content.decode()
    unknown = client.post("/sign-in/", {"phone": "13800002222"}).content.decode()

    def plain(page: str) -> str:
        page = re.sub(r'value="\w{64}"|\b\d{6}\b|\d\d:\d\d', "", page)
        return page.replace("13800002222", PHONE).replace("138****2222", "138****1111")

    assert plain(known).split("<main")[1] == plain(unknown).split("<main")[1]


def test_phone_and_password_open_a_session(client: Client) -> None:
    register_user(phone=PHONE, name="李师傅", at=now(), password=PASSWORD)
    answer = client.post("/sign-in/password/", {"phone": PHONE, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"]


def test_a_wrong_password_says_so_and_is_not_shown_again(client: Client) -> None:
    register_user(phone=PHONE, name="李师傅", at=now(), password=PASSWORD)
    page = client.post("/sign-in/password/", {"phone": PHONE, "password": "guess-guess"})
    assert "手机号或密码不对" in page.content.decode()
    assert "guess-guess" not in page.content.decode()


def test_demo_logins_exist_in_the_demo_city_only(client: Client, settings) -> None:
    settings.DEMO = True
    user = register_user(phone=PHONE, name="李师傅", at=now())
    offer_demo_login(user=user, label="晨光工厂装配工", order=1)
    assert "晨光工厂装配工" in client.get("/sign-in/").content.decode()
    settings.DEMO = False
    assert "晨光工厂装配工" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/demo/", {"user": user.pk}).status_code == 404
    settings.DEMO = True
    assert client.post("/sign-in/demo/", {"user": user.pk}).status_code == 302
    assert client.session["_auth_user_id"]


@pytest.mark.parametrize("user", ["", "0", "x", "99999999999999999999", "-1", "²"])
def test_a_demo_login_that_does_not_exist_is_not_found(client: Client, settings, user: str) -> None:
    settings.DEMO = True
    assert client.post("/sign-in/demo/", {"user": user}).status_code == 404


def test_signing_out_ends_the_session(client: Client) -> None:
    client.force_login(register_user(phone=PHONE, name="李师傅", at=now()))
    page = client.get("/").content.decode()
    assert "李师傅" in page
    assert "退出登录" in page
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_large_text_follows_the_account(client: Client) -> None:
    user = register_user(phone=PHONE, name="李师傅", at=now())
    client.force_login(user)
    client.post("/large-text/", {"large": "yes"})
    other = Client()
    other.force_login(user)
    assert 'class="elder ' in other.get("/").content.decode()


def test_without_messages_a_code_comes_from_the_administrator(client: Client) -> None:
    assert "向管理员要一个登录码" in client.get("/sign-in/").content.decode()
    page = client.post("/sign-in/", {"phone": PHONE}).content.decode()
    assert "填写登录码" in page
    assert "获取短信验证码" not in page
    assert "重新获取" not in page
    code = hand_out_code(phone=PHONE, at=now())
    answer = client.post("/sign-in/code/", {"phone": PHONE, "code": code})
    assert answer.status_code == 302
    assert "给自己设一个密码" in client.get(answer["Location"], follow=True).content.decode()
    assert client.session["_auth_user_id"]
