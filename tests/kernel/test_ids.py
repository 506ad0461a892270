"""Numbers of persons and organisations. All numbers here are invented and checksum-valid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.areas import area_name
from gongyue.kernel.ids import (
    CREDIT_CHARACTERS,
    IdentityNumber,
    InvalidCreditCode,
    InvalidIdentity,
    check_character,
    check_credit_code,
    credit_check_character,
    is_mobile,
    mask_identity,
    mask_mobile,
    mask_name,
    parse_document,
    plain_mobile,
)


def numbered(body: str) -> str:
    return body + check_character(body)


def test_the_check_character_follows_the_published_example() -> None:
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_a_number_says_birth_sex_and_area() -> None:
    identity = IdentityNumber.parse(numbered("43010219900307123"))
    assert identity.birth_on == date(1990, 3, 7)
    assert identity.sex == "M"
    assert identity.area == "430102"
    assert identity.area_known
    assert not identity.legacy
    assert IdentityNumber.parse(numbered("43010219900307124")).sex == "F"


def test_the_area_is_named_as_it_was_in_the_year_of_birth() -> None:
    assert IdentityNumber.parse(numbered("43010219900307123")).area_text == "东区"
    assert IdentityNumber.parse(numbered("43010220000307123")).area_text == "芙蓉区"
    assert area_name("430122") == "望城县"
    assert area_name("430199") is None


def test_writing_habits_do_not_matter() -> None:
    assert IdentityNumber.parse("11010519491231002x").number18 == "11010519491231002X"
    assert IdentityNumber.parse(" １１０１０５ 1949-1231 002ｘ ").number18 == "11010519491231002X"


def test_a_number_of_an_abolished_county_is_valid() -> None:
    assert IdentityNumber.parse(numbered("43012219800101001")).area_known


def test_an_unknown_county_of_a_known_city_is_a_doubt_not_an_error() -> None:
    assert not IdentityNumber.parse(numbered("43019919800101001")).area_known


def test_fifteen_digits_are_read_and_marked() -> None:
    identity = IdentityNumber.parse("430102900307123")
    assert identity.legacy
    assert identity.number18 == numbered("43010219900307123")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("43010219900307123", "length"),
        ("", "length"),
        ("4301021990030712345", "length"),
        ("4.30102E+17", "characters"),
        ("43010219900307A234", "characters"),
        ("430102199003071X34", "characters"),
        (numbered("43010219901307123"), "date"),
        (numbered("43010219900230123"), "date"),
        (numbered("43010217900307123"), "date"),
        (numbered("00010219900307123"), "area"),
        (numbered("99010219900307123"), "area"),
        ("430102199003071235", "check"),
    ],
)
def test_the_wrong_part_is_named(text: str, part: str) -> None:
    with pytest.raises(InvalidIdentity) as refused:
        IdentityNumber.parse(text)
    assert refused.value.part == part
    assert refused.value.message_zh.endswith("。")


def test_nobody_is_born_after_the_day_of_reading() -> None:
    number = numbered("43010220300307123")
    assert IdentityNumber.parse(number).birth_on.year == 2030
    with pytest.raises(InvalidIdentity) as refused:
        IdentityNumber.parse(number, on=date(2026, 1, 1))
    assert refused.value.part == "date"


@given(st.integers(0, 16), st.integers(1, 9))
def test_changing_any_one_digit_is_noticed(place: int, change: int) -> None:
    good = "11010519491231002X"
    digit = (int(good[place]) + change) % 10
    with pytest.raises(InvalidIdentity):
        IdentityNumber.parse(good[:place] + str(digit) + good[place + 1 :])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (numbered("43010219900307123"), "identity_card"),
        (numbered("81000019900307001"), "hmt_residence_permit"),
        (numbered("83000019900307001"), "hmt_residence_permit"),
        (numbered("94384019900307001"), "foreign_permanent_residence"),
        ("H12345678", "hk_macau_travel_permit"),
        ("m1234567801", "hk_macau_travel_permit"),
        ("12345678", "taiwan_travel_permit"),
        ("USA110112345678", "foreign_permanent_residence"),
    ],
)
def test_permits_are_told_apart(text: str, kind: str) -> None:
    assert parse_document(text).kind == kind


def test_a_number_of_no_document_is_refused() -> None:
    with pytest.raises(InvalidIdentity):
        parse_document("H1234567")


def test_a_credit_code_is_checked_by_its_last_character() -> None:
    code = "91430100M00000000"
    good = code + credit_check_character(code)
    assert check_credit_code(f" {good.lower()} ") == good
    for wrong in CREDIT_CHARACTERS.replace(good[-1], ""):
        with pytest.raises(InvalidCreditCode):
            check_credit_code(code + wrong)


@pytest.mark.parametrize(
    ("code", "word"),
    [("9143", "18位"), ("91430100I000000000", "I"), ("91350100M000100Y44", "校验位")],
)
def test_what_is_wrong_with_a_credit_code_is_said(code: str, word: str) -> None:
    with pytest.raises(InvalidCreditCode, match=word):
        check_credit_code(code)


def test_the_published_credit_code_example_is_valid() -> None:
    assert check_credit_code("91350100M000100Y43") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("13800001234", True),
        ("+86 138-0000-1234", True),
        ("１３８００００１２３４", True),
        ("12800001234", False),
        ("1380000123", False),
        ("0731-88880000", False),
    ],
)
def test_mobile_numbers(text: str, good: bool) -> None:
    assert is_mobile(text) is good


@pytest.mark.parametrize(
    "text",
    ["13800001234", "８６ １３８００００１２３４", "0086-138 0000 1234", "＋86\xa013800001234",
     "\u202d13800001234\u202c", "\u200e138\u200b00001234"],
)  # fmt: skip
def test_a_mobile_number_is_the_same_however_it_was_copied(text: str) -> None:
    assert plain_mobile(text) == "13800001234"
    assert plain_mobile(text + "5") == ""


def test_masks_leave_little_to_read() -> None:
    assert mask_identity("110105194912310021") == "110***********0021"
    assert mask_mobile("13800001234") == "138****1234"
    assert mask_name("王小明") == "王**"
    assert mask_name("王") == "*"
    assert mask_name("") == mask_identity("") == ""
    assert mask_identity("1234567") == "*******"
