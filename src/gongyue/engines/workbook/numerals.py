"""Plain text out of typed text: full-width forms, invisible characters, Chinese numerals."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_DASH, _TILDE = "－﹣−–—―‐‑‒─━ー", "～〜∼"
_REPLACED: dict[int, str | None] = dict.fromkeys(map(ord, _HIDDEN))
_REPLACED |= dict.fromkeys(map(ord, _DASH), "-") | dict.fromkeys(map(ord, _TILDE), "~")
_ODD = re.compile(f"[{_HIDDEN}{_DASH}{_TILDE}]")
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_DIGITS |= dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_DIGITS |= {"两": 2, "○": 0, "俩": 2}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMERAL = re.compile("[" + "".join(_DIGITS) + "".join(_UNITS) + "万]+")


def words(text: str) -> frozenset[str]:
    """The words of a text block as a set."""
    return frozenset(text.split())


BLANK = words(
    r"""
    - -- --- ---- / // \ ~ * . 。 、 _ ， , 无 空 暂无 未填 未填写 待补 待定 待填 不详 未知
    未提供 没有 null none nan n/a na nil ? ？ (空) (空白) (无) 缺 不适用 ×× xx
    """
)


def plain(text: str) -> str:
    """NFKC without invisible characters; dashes and tildes unified; outer blanks gone."""
    folded = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if _ODD.search(folded):
        folded = folded.translate(_REPLACED)
    return folded.strip(" \t\r\n\f\v'`\u2018\u2019")


# The shape of nearly every name: nothing to fold, nothing to strip.
HANZI_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_INVISIBLE = re.compile(f"[{_HIDDEN}]")


def visible(text: str) -> str:
    """The text as written, without characters nobody can see."""
    return _INVISIBLE.sub("", text)


def tight(text: str) -> str:
    """plain() in lower case without any white space."""
    return "".join(plain(text).lower().split())


def is_blank(text: str) -> bool:
    """Whether a cleaned text stands for an empty cell."""
    return not text or text.lower() in BLANK or not text.strip("-/\\_.*~ ")


def chinese_number(text: str) -> int | None:
    """三百六十五 → 365, 二〇二三 → 2023, 两 → 2; None when it is no numeral."""
    if not text or not _NUMERAL.fullmatch(text):
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
    return _NUMERAL.sub(lambda m: str(chinese_number(m.group())), text)
