"""Money: Decimal yuan in calculations, integer fen in storage, Chinese text on paper."""

import re
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NOISE = Decimal("1E-12")
ROOM = 15  # digits before the point that leave room for twelve behind it
LARGEST = Decimal(10) ** 12
NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,10})?|\.\d{1,10})")

FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def parse_decimal(text: str) -> Decimal:
    """Read a plain decimal number, thousands commas and full-width digits allowed.

    Raises ValueError for anything else: NaN, infinity, exponents, or more than 10¹².
    """
    plain = text.strip().translate(FULL_WIDTH).replace(",", "")
    if not NUMBER.fullmatch(plain) or not plain.isascii():
        raise ValueError(f"not a plain number: {text[:40]!r}")
    number = Decimal(plain)
    if abs(number) > LARGEST:
        raise ValueError(f"number out of range: {text[:40]!r}")
    return number


def to_fen(amount: Decimal) -> Decimal:
    """Round yuan half up to the fen; zero is never negative.

    In two steps: a division cut off after 28 digits leaves 0.00499…9 where half a fen is meant.
    """
    exact = amount.quantize(NOISE) if amount.adjusted() < ROOM else amount
    return exact.quantize(FEN, ROUND_HALF_UP) + 0


def fen(amount: Decimal) -> int:
    """Yuan as a whole number of fen, for a database column."""
    return int(to_fen(amount) * 100)


def yuan(amount_in_fen: int) -> Decimal:
    """The yuan of a database column of fen."""
    return Decimal(amount_in_fen).scaleb(-2)


def yuan_text(amount: Decimal) -> str:
    """1234.5 → '1,234.50'."""
    return f"{to_fen(amount):,.2f}"


def daxie(amount: Decimal) -> str:
    """The amount in the characters used on receipts: 10005.2 → 壹万零伍元贰角.

    Raises ValueError above 10¹².
    """
    rounded = to_fen(amount)
    if abs(rounded) > LARGEST:
        raise ValueError("amount too large to write out")
    whole, cents = divmod(abs(int(rounded * 100)), 100)
    jiao, fen_digit = divmod(cents, 10)
    text = "负" if rounded < 0 else ""
    text += _whole_in_words(whole) + "元" if whole or not cents else ""
    if not cents:
        return text + "整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif whole:
        text += "零"
    return text + (DIGITS[fen_digit] + "分" if fen_digit else "")


def _whole_in_words(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    words, rest, group, gap = "", number, 0, False
    while rest:
        rest, four = divmod(rest, 10_000)
        if four:
            words = _four_in_words(four) + GROUPS[group] + (DIGITS[0] if gap else "") + words
        gap = bool(words) and (four < 1000 or (gap and not four))
        group += 1
    return words


def _four_in_words(number: int) -> str:
    words, gap = "", False
    for place in range(4):
        number, digit = divmod(number, 10)
        if digit:
            words = DIGITS[digit] + PLACES[place] + (DIGITS[0] if gap else "") + words
        gap = bool(words) and not digit
    return words
