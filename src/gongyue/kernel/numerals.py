"""Numbers written in Chinese signs."""

import re

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_DIGITS |= dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_DIGITS |= {"两": 2, "○": 0, "俩": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SIGNS = "".join(_DIGITS) + "".join(_UNITS) + "万"
NUMERAL = re.compile(f"[{SIGNS}]+")


def chinese_number(text: str) -> int | None:
    """三百六十五 → 365, 二〇二三 → 2023, 两 → 2; None when it is no numeral."""
    if not text or not NUMERAL.fullmatch(text):
        return None
    if not any(c in _UNITS or c == "万" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c == "万":
            total, section, digit = (section + digit or 1) * 10_000, 0, 0
        elif c in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[c], 0
        else:
            digit = _DIGITS[c]
    return total + section + digit


def with_digits(text: str) -> str:
    """Every Chinese numeral in the text as Arabic digits."""
    return NUMERAL.sub(lambda m: str(chinese_number(m.group())), text)
