"""亮证: a PIN nobody guesses, a code that lives a minute and names nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused, TooSoon
from gongyue.apps.registry.card_codes import code_of, handle_of
from gongyue.apps.registry.identity import Card as Identity
from gongyue.apps.registry.models import Card, Event
from gongyue.apps.registry.selectors.accesses import accesses_to_myself
from gongyue.apps.registry.services.cards import (
    check_pin,
    clear_pin,
    my_card,
    set_pin,
    verify_card,
    weakness,
)
from tests.apps.people import LI, People, linked
from tests.cast import AT

pytestmark = pytest.mark.django_db
GOOD = "739164"
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "pin",
    [
        "12345", "1234567", "abcdef", "１２３４５６", "111111", "123456", "654321", "121212",
        "123123", "112211", LI[4:10], LI[-6:].replace("X", "0") if "X" not in LI[-6:] else LI[8:14],
        "880307", "198803", "001001", "390000",
    ],
)  # fmt: skip
def test_what_others_can_guess_is_no_pin(pin: str) -> None:
    assert weakness(pin, Identity(name="李师傅", id_number=LI), "13900001001")


def test_any_other_six_digits_will_do() -> None:
    assert weakness(GOOD, Identity(name="李师傅", id_number=LI), "13900001001") == ""
    assert weakness(GOOD, Identity(name="A", id_number="H12345678"), "") == ""


def test_the_pin_rests_as_a_keyed_hash_and_five_tries_lock(people: People) -> None:
    linked(people.li)
    card = set_pin(by=people.li, pin=GOOD, at=AT)
    assert GOOD not in card.pin_hash
    check_pin(by=people.li, pin=GOOD, at=AT)
    for _ in range(5):
        with pytest.raises(Refused):
            check_pin(by=people.li, pin="000000", at=AT)
    with pytest.raises(TooSoon):
        check_pin(by=people.li, pin=GOOD, at=AT + timedelta(minutes=29))
    check_pin(by=people.li, pin=GOOD, at=AT + timedelta(minutes=31))


def test_changing_needs_the_old_one(people: People) -> None:
    linked(people.li)
    set_pin(by=people.li, pin=GOOD, at=AT)
    with pytest.raises(Refused) as refusal:
        set_pin(by=people.li, pin="826403", at=AT, old="111111")
    assert refusal.value.field == "old"
    set_pin(by=people.li, pin="826403", at=AT, old=GOOD)
    check_pin(by=people.li, pin="826403", at=AT)


def test_only_a_counter_clears_it(people: People) -> None:
    linked(people.li)
    card = set_pin(by=people.li, pin=GOOD, at=AT)
    facts = {"person_id": card.person_id, "at": AT}
    with pytest.raises(NotAllowed):
        clear_pin(by=people.zhou, office_id=people.bureau.pk, **facts)
    with pytest.raises(NotFound):
        clear_pin(by=people.sun, office_id=people.bureau.pk, **facts)
    clear_pin(by=people.clerk, office_id=people.bureau.pk, **facts)
    assert Card.objects.get().pin_hash == ""
    set_pin(by=people.li, pin="826403", at=AT)


def test_a_code_lives_sixty_seconds_and_cannot_be_made_up(people: People) -> None:
    handle = "0123456789abcdef"
    code = code_of(handle, AT)
    assert handle_of(code.lower().replace("-", " "), AT + 60 * SECOND) == handle
    assert handle_of(code, AT + 61 * SECOND) == ""
    assert handle_of(code, AT - 6 * SECOND) == ""
    changed = ("A" if code[0] != "A" else "B") + code[1:]
    for bad in (changed, "", "x", code + code, "=" * 40, "💳", "\u202e" + code):
        assert handle_of(bad, AT) == ""
    assert code_of(handle, AT + SECOND) != code


def test_a_desk_reads_the_card_masked_and_the_person_sees_it(people: People) -> None:
    linked(people.li)
    card = my_card(by=people.li, at=AT)
    facts = {"organisation_id": people.committee.pk, "at": AT}
    shown = verify_card(by=people.zhao, code=code_of(card.handle, AT), **facts)
    assert (shown.name, LI in repr(shown)) == ("李**", False)
    seen = accesses_to_myself(people.li)[0]
    assert (seen.office, seen.purpose) == ("示例街道调解委员会", "核验本人出示的卡片")
    with pytest.raises(Refused) as refusal:
        verify_card(by=people.zhao, code="AAAA", **facts)
    assert refusal.value.field == "code"
    with pytest.raises(NotFound):
        verify_card(by=people.sun, code=code_of(card.handle, AT), **facts)
    assert Event.objects.filter(type="access.opened").count() == 1


def test_nobody_without_a_person_has_a_card(people: People) -> None:
    with pytest.raises(Refused, match="绑定"):
        my_card(by=people.sun, at=AT)
