"""流水号: readable over the telephone, with a check digit, not to be guessed from another one.

Fifteen digits: the day (YYMMDD), eight random digits, a check digit; shown as 260302-4829-3017-5.
The check digit is Damm's (H. M. Damm, 2004): every single wrong digit and every swap of two
neighbours is noticed. Digits only, because a number is read out and typed on a telephone.
"""

import secrets
from datetime import date
from unicodedata import normalize

LENGTH = 15
_SPACES = str.maketrans("", "", " -–—－\t\u3000\u00a0")
# A totally anti-symmetric quasigroup of order 10.
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_number(on: date) -> str:
    """A fresh number for a day. The caller tries again in the rare case that it is taken."""
    body = f"{on:%y%m%d}{secrets.randbelow(100_000_000):08d}"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The digit that brings the sum of body and digit to nought."""
    interim = 0
    for digit in body:
        interim = int(_TABLE[interim][int(digit)])
    return str(interim)


def typed_number(text: str) -> str:
    """The number somebody typed, whatever dashes, spaces or wide digits; "" when it cannot be one.

    Wrong length, other characters, or a check digit that does not fit: a slip of the pen.
    """
    plain = normalize("NFKC", text[:60]).translate(_SPACES)
    fine = len(plain) == LENGTH and plain.isascii() and plain.isdecimal()
    return plain if fine and check_digit(plain[:-1]) == plain[-1] else ""


def shown_number(number: str) -> str:
    """As it is printed."""
    return f"{number[:6]}-{number[6:10]}-{number[10:14]}-{number[14:]}"
