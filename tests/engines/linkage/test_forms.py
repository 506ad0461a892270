"""Names, numbers and addresses in the form in which they are compared."""

from __future__ import annotations

from datetime import date

import pytest

from gongyue.engines.linkage import numbers
from gongyue.engines.linkage.addresses import plain_address
from gongyue.engines.linkage.firm_names import branch_of, core_of, plain_firm_name
from gongyue.engines.linkage.names import (
    former_name_in,
    near_sound,
    plain_name,
    sound,
    surname_of,
)
from gongyue.kernel.ids import check_character


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("王 建　国", "王建国"),
        ("陳國華", "陈国华"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("阿依古丽 • 买买提", "阿依古丽买买提"),
        ("ＬＩ Ｌｅｉ", "LILEI"),
        ("王建国（电工）", "王建国"),
        ("王建国师傅", "王建国"),
        ("李师傅", "李师傅"),
        ("王芳（曾用名：王小芳）", "王芳"),
        ("", ""),
    ],
)
def test_a_name_is_compared_in_its_plain_form(written: str, plain: str) -> None:
    assert plain_name(written) == plain


def test_a_former_name_in_brackets_is_found() -> None:
    assert former_name_in("王芳（曾用名：王小芳）") == "王小芳"
    assert former_name_in("王芳（电工）") == ""


def test_homophones_sound_the_same_and_near_ones_nearly() -> None:
    assert sound("王建国") == sound("王健国") == "wang jian guo"
    assert sound("李宁") != sound("李林")
    assert near_sound("陈星") == near_sound("陈新")
    assert near_sound("刘兰") == near_sound("牛男").replace("niu", "niu")[:4] + "nan"


def test_a_character_nobody_knows_stands_for_itself() -> None:
    assert sound("欧阳\U0003347b").split()[:2] == ["ou", "yang"]
    assert len(sound("欧阳\U0003347b").split()) == 3
    assert surname_of("欧阳修") == "欧阳" and surname_of("欧阳") == "欧" and surname_of("") == ""


def number(body: str) -> str:
    return body + check_character(body)


def test_numbers_of_fifteen_digits_and_of_letters_that_look_like_digits() -> None:
    whole = number("43010219850307101")
    assert numbers.identity(whole) == (whole, True)
    assert numbers.identity(whole[:6] + whole[8:17]) == (whole, True)
    assert numbers.identity(whole.replace("0", "O")) == (whole, True)
    wrong = whole[:-1] + ("1" if whole[-1] != "1" else "2")
    assert numbers.identity(wrong) == (wrong, False)
    assert numbers.identity("  ") == ("", False)
    assert numbers.birth_of(whole, valid=True) == "19850307"
    assert numbers.birth_of(wrong, valid=False) == ""
    assert numbers.sex_of(whole, valid=True) == "M"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("+86 139-0000-1111", "13900001111"),
        ("008613900001111", "13900001111"),
        ("0731-88001234", "073188001234"),
        ("１３９００００１１１１", "13900001111"),
        ("12345", ""),
        ("无", ""),
    ],
)
def test_a_telephone_is_its_digits(written: str, plain: str) -> None:
    assert numbers.phone(written) == plain


def test_a_day_of_birth() -> None:
    assert numbers.birth_text(date(1985, 3, 7)) == "19850307"
    assert numbers.birth_text(None) == ""


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("湖南省长沙市鑫禾电子有限公司", "鑫禾电子"),
        ("鑫禾电子（长沙）有限责任公司", "鑫禾电子"),
        ("长沙鑫禾电子股份有限公司", "鑫禾电子"),
        ("鑫禾电子", "鑫禾电子"),
        ("长沙鑫禾电子有限公司第一分公司", "鑫禾电子"),
        ("长沙县鑫禾经营部", "鑫禾"),
        ("有限公司", "有限公司"),
    ],
)
def test_the_core_of_a_firm_name(written: str, core: str) -> None:
    assert core_of(written) == core


def test_branches_are_told_apart() -> None:
    assert branch_of("鑫禾电子有限公司第一分公司") == "第一分公司"
    assert branch_of("鑫禾电子有限公司") == ""
    assert plain_firm_name("鑫禾（长沙） 电子") == "鑫禾长沙电子"


def test_addresses_lose_what_all_of_them_say() -> None:
    assert plain_address("湖南省长沙市岳麓区金石路 12 號") == "金石路12号"
    assert plain_address("金石路12号") == "金石路12号"
    assert plain_address("岳麓区") == ""
