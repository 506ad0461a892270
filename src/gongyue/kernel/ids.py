"""Numbers that identify persons and organisations: read, checked, masked.

A number is refused only for what is certainly wrong, naming the part. A county code missing
from our table is a doubt (`area_known`), because the table cannot be complete.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongyue.kernel.areas import PROVINCES, area_exists, area_name, city_exists

Part = Literal["length", "characters", "area", "date", "check"]
Sex = Literal["M", "F"]
DocumentKind = Literal[
    "identity_card",
    "hmt_residence_permit",
    "foreign_permanent_residence",
    "hk_macau_travel_permit",
    "taiwan_travel_permit",
]

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
EARLIEST_BIRTH = 1880
HMT_AREAS = ("810000", "820000", "830000")
FULL_WIDTH = {
    ord(full): plain for full, plain in zip("０１２３４５６７８９", "0123456789", strict=True)
}
FULL_WIDTH |= {0xFEE0 + ord(letter): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
FULL_WIDTH |= {0xFEE0 + ord(letter): letter for letter in "abcdefghijklmnopqrstuvwxyz"}
# Telephones and spreadsheets wrap a copied number in marks of direction, which nobody sees.
SEPARATORS = re.compile(r"[\s\u3000\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'’`-]+")
MOBILE = re.compile(r"(?:[+＋]?86|0086)?(1[3-9]\d{9})")

CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TRAVEL_PERMITS: tuple[tuple[str, DocumentKind], ...] = (
    (r"[HM]\d{8}(\d{2})?", "hk_macau_travel_permit"),
    (r"\d{8}|\d{10}[A-Z]?", "taiwan_travel_permit"),
    (r"[A-Z]{3}\d{12}", "foreign_permanent_residence"),
)


class InvalidIdentity(ValueError):
    """The number cannot be right; `part` says where."""

    def __init__(self, part: Part, message_zh: str) -> None:
        super().__init__(message_zh)
        self.part, self.message_zh = part, message_zh


class InvalidCreditCode(ValueError):
    """Not a unified social credit code."""

    def __init__(self, message_zh: str) -> None:
        super().__init__(message_zh)
        self.message_zh = message_zh


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """An 18-digit number, with what it says. `legacy`: it was written with 15 digits.

    `area_known` is False when the county is in no table we hold, though its city is.
    """

    number18: str
    birth_on: date
    sex: Sex
    area: str
    legacy: bool = False
    area_known: bool = True

    @classmethod
    def parse(cls, text: str, *, on: date | None = None) -> "IdentityNumber":
        """Read a number; with `on`, refuse a birth after that day. Raises InvalidIdentity."""
        number = normalise(text)
        legacy = bool(re.fullmatch(r"\d{15}", number))
        if legacy:
            body = number[:6] + "19" + number[6:]
            number = body + check_character(body)
        _require_shape(number)
        birth_on = _birth(number[6:14], on)
        known = _area_known(number[:6])
        if number[17] != check_character(number[:17]):
            raise InvalidIdentity("check", "身份证号码校验位不符，请核对是否录错。")
        sex: Sex = "M" if int(number[16]) % 2 else "F"
        return cls(number, birth_on, sex, number[:6], legacy, known)

    @property
    def area_text(self) -> str | None:
        """The name of the area in the year of birth."""
        return area_name(self.area, self.birth_on.year)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that proves who somebody is."""

    kind: DocumentKind
    number: str


def parse_document(text: str) -> Document:
    """Read an identity card or permit number. Raises InvalidIdentity."""
    number = normalise(text)
    for pattern, kind in TRAVEL_PERMITS:
        if re.fullmatch(pattern, number):
            return Document(kind, number)
    identity = IdentityNumber.parse(number)
    if identity.area in HMT_AREAS:
        return Document("hmt_residence_permit", identity.number18)
    if identity.area.startswith("9"):
        return Document("foreign_permanent_residence", identity.number18)
    return Document("identity_card", identity.number18)


def normalise(text: str) -> str:
    """Half-width capitals without spaces, hyphens and text marks."""
    return SEPARATORS.sub("", text.translate(FULL_WIDTH)).upper()


def check_character(first17: str) -> str:
    """ISO 7064 MOD 11-2, as GB 11643 applies it."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def check_credit_code(text: str) -> str:
    """The normalised code of an organisation (GB 32100). Raises InvalidCreditCode."""
    code = normalise(text)
    if len(code) != 18:
        raise InvalidCreditCode(f"统一社会信用代码应为18位，现为{len(code)}位。")
    if wrong := [character for character in code if character not in CREDIT_CHARACTERS]:
        raise InvalidCreditCode(f"统一社会信用代码中不会出现“{wrong[0]}”。")
    if code[17] != credit_check_character(code[:17]):
        raise InvalidCreditCode("统一社会信用代码校验位不符，请核对是否录错。")
    return code


def credit_check_character(first17: str) -> str:
    """The last character of a credit code, from the first seventeen."""
    total = sum(
        CREDIT_CHARACTERS.index(character) * pow(3, place, 31)
        for place, character in enumerate(first17)
    )
    return CREDIT_CHARACTERS[-total % 31]


def is_mobile(text: str) -> bool:
    """A mobile number of mainland China, with or without +86."""
    return bool(plain_mobile(text))


def plain_mobile(text: str) -> str:
    """The eleven digits of a mobile number however it was copied or typed; else nothing."""
    found = MOBILE.fullmatch(normalise(text))
    return found[1] if found else ""


def mask_identity(number: str) -> str:
    """430102199003071234 → 430***********1234."""
    hidden = len(number) - 7
    return number[:3] + "*" * hidden + number[-4:] if hidden > 0 else "*" * len(number)


def mask_mobile(number: str) -> str:
    """13800001234 → 138****1234."""
    hidden = len(number) - 7
    return number[:3] + "*" * hidden + number[-4:] if hidden > 0 else "*" * len(number)


def mask_name(name: str) -> str:
    """王小明 → 王**."""
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*" * len(name)


def _require_shape(number: str) -> None:
    if not re.fullmatch(r"[0-9X.E+]*", number) or re.search(r"[.E+]", number):
        raise InvalidIdentity("characters", "身份证号码只能由数字和末位的X组成。")
    if len(number) != 18:
        raise InvalidIdentity("length", f"身份证号码应为18位，现为{len(number)}位。")
    if not re.fullmatch(r"\d{17}[\dX]", number):
        raise InvalidIdentity("characters", "身份证号码只能由数字和末位的X组成。")


def _birth(digits: str, on: date | None) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise InvalidIdentity("date", f"身份证号码中的出生日期“{digits}”不存在。") from None
    if birth.year < EARLIEST_BIRTH or (on is not None and birth > on):
        raise InvalidIdentity("date", f"身份证号码中的出生日期“{digits}”不可能。")
    return birth


def _area_known(area: str) -> bool:
    """Raises InvalidIdentity when no such province or city ever was."""
    if area[0] == "9":
        return _foreigner_area_known(area)
    if area[:2] not in PROVINCES or not city_exists(area):
        raise InvalidIdentity("area", f"身份证号码开头的地区代码“{area}”不存在。")
    return area_exists(area)


def _foreigner_area_known(area: str) -> bool:
    """Permanent residence cards since 2023: 9, province, three digits of the nationality."""
    if area[1:3] not in PROVINCES or area[3:] == "000":
        raise InvalidIdentity("area", f"证件号码开头的“{area}”不存在。")
    return True
