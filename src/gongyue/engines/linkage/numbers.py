"""Numbers as they are compared: identity numbers, credit codes, telephones, days of birth."""

import re
from datetime import date
from functools import lru_cache

from gongyue.kernel.ids import (
    InvalidCreditCode,
    InvalidIdentity,
    check_credit_code,
    normalise,
    parse_document,
)

# What a scanner, a hand or a hurried typist makes of a digit.
LOOKS = str.maketrans("OoDQIlLiZzSBb", "0000111122588")


@lru_cache(maxsize=4_096)
def identity(text: str) -> tuple[str, bool]:
    """(the number as it is compared, whether it is valid). 15 digits become 18.

    Letters that look like digits are read as digits, but only when that makes the number valid.
    """
    if not text.strip():
        return "", False
    for tried in (text, text[:-1].translate(LOOKS) + text[-1:]):
        try:
            return parse_document(tried).number, True
        except InvalidIdentity:
            continue
    return normalise(text).translate(LOOKS)[:24], False


@lru_cache(maxsize=4_096)
def credit_code(text: str) -> tuple[str, bool]:
    """(the code as it is compared, whether it is valid)."""
    if not text.strip():
        return "", False
    try:
        return check_credit_code(text), True
    except InvalidCreditCode:
        return normalise(text)[:24], False


def phone(text: str) -> str:
    """Digits only, without the country; blank when fewer than seven are left."""
    digits = re.sub(r"\D", "", normalise(text))
    digits = re.sub(r"^(0086|86)(?=1\d{10}$)", "", digits)
    return digits[-12:] if len(digits) >= 7 else ""


def birth_text(day: date | None) -> str:
    """YYYYMMDD, or blank."""
    return f"{day:%Y%m%d}" if day else ""


def birth_of(number: str, *, valid: bool) -> str:
    """The day of birth in a valid 18-digit number, else blank."""
    return number[6:14] if valid and len(number) == 18 and number[:17].isdigit() else ""


def sex_of(number: str, *, valid: bool) -> str:
    """M or F by a valid 18-digit number, else blank."""
    if not (valid and len(number) == 18 and number[:17].isdigit()):
        return ""
    return "M" if int(number[16]) % 2 else "F"
