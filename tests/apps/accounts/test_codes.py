"""Signing in by phone and code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from gongyue.apps.accounts.by_hand import hand_out_code
from gongyue.apps.accounts.delivery import NO_GATEWAY
from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.models import SignIn, SignInCode, User
from gongyue.apps.accounts.selectors import demo_inbox, sign_ins_of_myself
from gongyue.apps.accounts.services import (
    WRONG_CODE,
    Caller,
    change_name,
    forget_old_codes,
    send_code,
    sign_in_with_code,
)
from tests.cast import AT

PHONE = "13912340001"
HERE = Caller(address="192.0.2.7", device="Test")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings: Any) -> None:
    settings.DEMO = True


def sent(phone: str = PHONE, at: Any = AT, caller: Caller = HERE) -> str:
    send_code(phone=phone, caller=caller, at=at)
    return re.search(r"\d{6}", demo_inbox(phone)[0].text)[0]  # type: ignore[index]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_first_sign_in_makes_an_account_and_the_second_finds_it() -> None:
    first = sign_in_with_code(phone=PHONE, code=sent(), caller=HERE, at=AT)
    later = AT + MINUTE
    again = sign_in_with_code(phone=f"+86 {PHONE}", code=sent(at=later), caller=HERE, at=later)
    assert first == again
    assert first.phone == PHONE
    assert list(sign_ins_of_myself(first).values_list("how", "succeeded")) == [("code", True)] * 2


@pytest.mark.parametrize("copied", ["86{}", "\u202d{}\u202c", "１３９１２３４０００１"])
def test_a_number_however_copied_is_no_second_account(copied: str) -> None:
    first = sign_in_with_code(phone=PHONE, code=sent(), caller=HERE, at=AT)
    later = AT + MINUTE
    code, phone = sent(at=later), copied.format(PHONE)
    assert sign_in_with_code(phone=phone, code=code, caller=HERE, at=later) == first


def test_neither_number_nor_code_nor_address_rests_in_clear() -> None:
    code = sent()
    sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=AT)
    change_name(by=User.objects.get(), name="李师傅")
    for model in (User, SignInCode, SignIn):
        stored = repr(list(model.objects.values()))
        assert PHONE not in stored
        assert code not in stored
        assert HERE.address not in stored
        assert "李师傅" not in stored
    assert User.objects.get().display_name == "李师傅"


def test_a_code_opens_once_only() -> None:
    code = sent()
    sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=AT)
    with pytest.raises(Refused, match=WRONG_CODE):
        sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=AT)


@pytest.mark.parametrize(("seconds", "opens"), [(599, True), (600, False)])
def test_a_code_lives_ten_minutes(seconds: int, opens: bool) -> None:
    code, at = sent(), AT + seconds * SECOND
    if opens:
        assert sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=at)
        return
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=at)


@pytest.mark.parametrize(("failures", "opens"), [(4, True), (5, False)])
def test_five_tries_and_no_more(failures: int, opens: bool) -> None:
    code = sent()
    for _ in range(failures):
        with pytest.raises(Refused):
            sign_in_with_code(phone=PHONE, code=wrong(code), caller=HERE, at=AT)
    if opens:
        assert sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=AT)
        return
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=AT)


def test_an_older_code_is_worthless_once_a_newer_was_sent() -> None:
    old = sent()
    new = sent(at=AT + MINUTE)
    if old != new:
        with pytest.raises(Refused):
            sign_in_with_code(phone=PHONE, code=old, caller=HERE, at=AT + MINUTE)


@pytest.mark.parametrize(("seconds", "sends"), [(59, False), (60, True)])
def test_sixty_seconds_between_two_codes(seconds: int, sends: bool) -> None:
    sent()
    if sends:
        assert sent(at=AT + seconds * SECOND)
        return
    with pytest.raises(TooSoon) as refusal:
        sent(at=AT + seconds * SECOND)
    assert refusal.value.wait_seconds == 1


def test_ten_codes_a_day_for_one_phone() -> None:
    for number in range(10):
        sent(at=AT + number * MINUTE, caller=Caller())
    with pytest.raises(TooSoon):
        sent(at=AT + 10 * MINUTE, caller=Caller())
    assert sent(at=AT + timedelta(days=1, minutes=1), caller=Caller())


def test_thirty_codes_an_hour_for_one_address() -> None:
    for number in range(30):
        sent(f"139123410{number:02d}")
    with pytest.raises(TooSoon):
        sent("13912342000")
    assert sent("13912342000", caller=Caller(address="192.0.2.8"))


def test_a_stranger_cannot_tell_known_numbers_from_unknown() -> None:
    known = sign_in_with_code(phone=PHONE, code=sent(), caller=HERE, at=AT)
    answers = [
        send_code(phone=phone, caller=HERE, at=AT + MINUTE) for phone in (PHONE, "13912340002")
    ]
    assert answers[0] == answers[1]
    said = set()
    for phone in (PHONE, "13912340002", "13912340003"):
        with pytest.raises(Refused) as refusal:
            sign_in_with_code(phone=phone, code="", caller=HERE, at=AT + MINUTE)
        said.add(refusal.value.message_zh)
    known.is_active = False
    known.save()
    with pytest.raises(Refused) as refusal:
        sign_in_with_code(
            phone=PHONE, code=sent(at=AT + 2 * MINUTE), caller=HERE, at=AT + 2 * MINUTE
        )
    assert said | {refusal.value.message_zh} == {WRONG_CODE}


def test_a_failure_is_in_the_log_too() -> None:
    code = sent()
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=wrong(code), caller=HERE, at=AT)
    assert SignIn.objects.get().succeeded is False


def test_what_is_not_a_mobile_number_is_refused() -> None:
    for text in ("", "123", "0731-88880000", "23912340001"):
        with pytest.raises(Refused) as refusal:
            send_code(phone=text, caller=HERE, at=AT)
        assert refusal.value.field == "phone"


def test_a_real_system_without_a_gateway_says_so_and_shows_no_code(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Refused, match=NO_GATEWAY):
        send_code(phone=PHONE, caller=HERE, at=AT)
    assert demo_inbox(PHONE) == []
    assert not SignInCode.objects.exists()


def test_the_inbox_is_empty_outside_the_demo(settings: Any) -> None:
    sent()
    settings.DEMO = False
    assert demo_inbox(PHONE) == []


def test_codes_that_count_for_nothing_any_more_are_deleted() -> None:
    sent()
    assert forget_old_codes(at=AT + timedelta(days=1)) == 0
    assert forget_old_codes(at=AT + timedelta(days=1, seconds=1)) == 1


def test_without_a_gateway_a_code_goes_from_hand_to_hand(settings: Any) -> None:
    settings.DEMO = False
    code = hand_out_code(phone=PHONE, at=AT)
    later = AT + timedelta(hours=23)
    user = sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=later)
    assert user.phone == PHONE
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=code, caller=HERE, at=later)


def test_a_code_from_hand_to_hand_lives_a_day_and_five_tries(settings: Any) -> None:
    settings.DEMO = False
    late = hand_out_code(phone=PHONE, at=AT)
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=late, caller=HERE, at=AT + timedelta(days=1))
    guessed = hand_out_code(phone=PHONE, at=AT)
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in_with_code(phone=PHONE, code=wrong(guessed), caller=HERE, at=AT)
    with pytest.raises(Refused):
        sign_in_with_code(phone=PHONE, code=guessed, caller=HERE, at=AT)


@pytest.mark.parametrize(("demo", "gateway"), [(True, ""), (False, "https://sms.example.org")])
def test_where_messages_are_sent_nobody_is_given_anothers_code(
    settings: Any, demo: bool, gateway: str
) -> None:
    settings.DEMO, settings.SMS_URL = demo, gateway
    with pytest.raises(Refused):
        hand_out_code(phone=PHONE, at=AT)
    assert not SignInCode.objects.exists()
