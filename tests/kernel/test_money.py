"""Money: rounding, reading, and writing out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.money import (
    daxie,
    fen,
    parse_decimal,
    to_fen,
    yuan,
    yuan_text,
)

DIGITS = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
SCALES = {"拾": 10, "佰": 100, "仟": 1000}


def read_words(text: str) -> int:
    """A second, independent reading of whole amounts written in characters."""
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SCALES:
            section, digit = section + digit * SCALES[character], 0
        else:
            scale = 10_000 if character == "万" else 100_000_000
            section, digit = section + digit, 0
            if scale == 100_000_000:
                total, section = (total + section) * scale, 0
            else:
                total, section = total + section * scale, 0
    return total + section + digit


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("2.345", "2.35"), ("-0.005", "-0.01"), ("-0", "0.00")],
)
def test_half_a_fen_rounds_away_from_zero(amount: str, rounded: str) -> None:
    assert str(to_fen(Decimal(amount))) == rounded


def test_fen_and_yuan_are_inverse() -> None:
    assert fen(Decimal("1234.565")) == 123457
    assert yuan(123457) == Decimal("1234.57")
    assert yuan_text(Decimal("1234.5")) == "1,234.50"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e30", "1E5", "", "一千", "1.2.3", "0x10"])
def test_anything_but_a_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a plain number"):
        parse_decimal(text)


def test_an_absurd_number_is_refused() -> None:
    assert parse_decimal("1,000,000,000,000") == 10**12
    assert parse_decimal("１２，３４５．６０") == Decimal(
        "12345.60"
    )  # a Chinese keyboard left wide
    with pytest.raises(ValueError, match="out of range"):
        parse_decimal("1000000000000.01")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("10005.20", "壹万零伍元贰角"),
        ("1020300.07", "壹佰零贰万零叁佰元零柒分"),
        ("100000000", "壹亿元整"),
        ("100000005", "壹亿零伍元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("20050", "贰万零伍拾元整"),
        ("-1.50", "负壹元伍角"),
        # The examples of the rules for bills (票据), where 零 is optional written without it.
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000.50", "壹拾万元伍角"),
        ("10.00", "壹拾元整"),
        ("0.00", "零元整"),
        ("0.01", "壹分"),
        ("1.01", "壹元零壹分"),
        ("100000000.01", "壹亿元零壹分"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        ("1000000000000", "壹万亿元整"),
    ],
)
def test_amounts_written_out(amount: str, words: str) -> None:
    assert daxie(Decimal(amount)) == words


@given(st.integers(min_value=1, max_value=10**11))
def test_whole_amounts_read_back_as_written(amount: int) -> None:
    words = daxie(Decimal(amount))
    assert words.endswith("元整")
    assert read_words(words.removesuffix("元整")) == amount
    assert "零零" not in words
    assert "零元" not in words


def test_an_amount_too_large_to_write_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        daxie(Decimal(10) ** 12 + 1)


def test_a_division_cut_off_after_28_digits_costs_no_fen() -> None:
    assert Decimal("120.01") * (1 / Decimal(22)) < Decimal("5.455")  # exactly half a fen
    assert to_fen(Decimal("120.01") * (1 / Decimal(22))) == Decimal("5.46")


def test_a_sum_nobody_owes_is_rounded_all_the_same() -> None:
    assert to_fen(Decimal("1E+20")) == Decimal("1E+20")
    assert to_fen(Decimal("999999999999999.995")) == Decimal("1000000000000000.00")
