"""流水号 and the query without signing in: one answer for every wrong question."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.services import Caller
from gongyue.apps.tasks.filings.numbers import (
    check_digit,
    new_number,
    shown_number,
    typed_number,
)
from gongyue.apps.tasks.filings.progress import (
    MOST_PER_ADDRESS,
    MOST_PER_NUMBER,
    NOT_FOUND,
    filing_progress,
    forget_lookups,
)
from gongyue.apps.tasks.filings.submitting import NewFiling, filing_submit
from gongyue.apps.tasks.models import Filing, Lookup
from tests.apps.people import People
from tests.cast import AT

BODIES = st.text("0123456789", min_size=14, max_size=14)


@given(BODIES, st.integers(0, 14), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(body: str, place: int, shift: int) -> None:
    number = body + check_digit(body)
    wrong = str((int(number[place]) + shift) % 10)
    assert typed_number(number) == number
    assert typed_number(number[:place] + wrong + number[place + 1 :]) == ""


@given(BODIES, st.integers(0, 13))
def test_every_swap_of_neighbours_is_noticed(body: str, place: int) -> None:
    number = body + check_digit(body)
    left, right = number[place], number[place + 1]
    swapped = number[:place] + right + left + number[place + 2 :]
    assert (typed_number(swapped) == "") == (left != right)


def test_a_number_is_read_as_people_write_it() -> None:
    number = new_number(date(2026, 3, 2))
    assert shown_number(number).startswith("260302-") and len(number) == 15
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    for text in (shown_number(number), f" {number[:6]} {number[6:]} ", wide):
        assert typed_number(text) == number
    for text in ("", "abc", number[:-1], number + "0", "٢٦" + number[2:], "1" * 10_000):
        assert typed_number(text) == ""


def test_numbers_do_not_follow_each_other() -> None:
    numbers = {new_number(date(2026, 3, 2)) for _ in range(200)}
    assert len(numbers) == 200
    gaps = sorted(int(number[6:14]) for number in numbers)
    assert min(b - a for a, b in itertools.pairwise(gaps)) != max(gaps) - min(gaps)
    assert len({number[6:10] for number in numbers}) > 100


@pytest.fixture
def filing(people: People) -> Filing:
    new = NewFiling(kind="opinion.question", office_id=people.bureau.pk, words="机密的话")
    return filing_submit(by=people.li, new=new, at=AT)


def ask(filing: Filing, **more: Any) -> Any:
    facts = {
        "number": filing.number,
        "tail": "1001",
        "caller": Caller(address="10.0.0.1"),
        "at": AT,
    }
    return filing_progress(**{**facts, **more})


@pytest.mark.django_db
def test_number_and_tail_show_how_far_it_is_and_nothing_of_a_person(filing: Filing) -> None:
    found = ask(filing, number=shown_number(filing.number))
    assert (found.state_label, found.holder) == ("办理中", "示例区劳动监察大队")
    assert [step.what for step in found.steps] == ["收到了，转给承办的人"]
    assert "机密" not in repr(found) and "李师傅" not in repr(found)


@pytest.mark.django_db
def test_a_wrong_number_and_a_wrong_tail_get_the_same_answer(filing: Filing) -> None:
    nobody = new_number(date(2026, 3, 2))
    for more in ({"tail": "1002"}, {"tail": ""}, {"tail": "一〇〇一"}, {"number": nobody}):
        with pytest.raises(Refused) as refusal:
            ask(filing, **more)
        assert (refusal.value.message_zh, refusal.value.field) == (NOT_FOUND, "")
    assert Lookup.objects.count() == 4
    with pytest.raises(Refused) as refusal:
        ask(filing, number="123")
    assert refusal.value.field == "number" and Lookup.objects.count() == 4


@pytest.mark.django_db
def test_a_number_is_tried_ten_times_an_hour_from_wherever(filing: Filing) -> None:
    for number in range(MOST_PER_NUMBER):
        with pytest.raises(Refused):
            ask(filing, tail="0000", caller=Caller(address=f"10.0.1.{number}"))
    with pytest.raises(TooSoon):
        ask(filing, caller=Caller(address="10.0.2.1"))
    assert Lookup.objects.count() == MOST_PER_NUMBER
    assert ask(filing, at=AT + timedelta(hours=1, minutes=1)).state == "received"


@pytest.mark.django_db
def test_an_address_asks_sixty_times_an_hour(filing: Filing) -> None:
    for _ in range(MOST_PER_ADDRESS):
        with pytest.raises(Refused):
            ask(filing, number=new_number(date(2026, 3, 2)))
    with pytest.raises(TooSoon):
        ask(filing)


@pytest.mark.django_db
def test_tries_are_forgotten_after_a_day(filing: Filing) -> None:
    ask(filing)
    assert forget_lookups(at=AT + timedelta(hours=23)) == 0
    assert forget_lookups(at=AT + timedelta(hours=25)) == 1
