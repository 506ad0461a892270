"""Identity numbers as cells hold them: kept, named as legacy, or given up as damaged."""

from __future__ import annotations

import re

from gongyue.engines.workbook.cells import ERROR, Many, Parsed, Raw, Unreadable
from gongyue.engines.workbook.numerals import is_blank, plain
from gongyue.kernel.ids import check_character

_SCIENTIFIC = re.compile(r"\d(\.\d+)?e\+?\d{1,2}", re.I)
_CARD = re.compile(r"[0-9]{17}[0-9X]")
_MASKED = re.compile(r"\d*[*x●•#?_]{3,}[\dx]*", re.I)
_EXACT_DIGITS = 15
_LABEL = re.compile(r"^(身份证(号码?)?|证件号码?|ID(NO)?)[:：.]?", re.I)


def parse_id(raw: Raw) -> Parsed:
    """The number in capitals without blanks; damage is named and never repaired.

    A number cell keeps 15 digits: an 18-digit identity number stored that way is lost.
    A 15-digit number of the first generation is kept as written and named `id.legacy`.
    """
    if isinstance(raw, str) and _CARD.fullmatch(raw) and not raw.endswith("000"):
        return raw
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _of_number(raw)
    if not isinstance(raw, str):
        return Unreadable("id.unreadable", "这一格不是身份证号，未采用")
    shown = plain(raw)
    text = _LABEL.sub("", "".join(shown.split()).replace("-", "").replace("'", "").upper())
    text = text.strip('="') if text.startswith("=") or text.endswith('"') else text
    if is_blank(text):
        return None
    if ERROR.fullmatch(text):
        return Unreadable("cell.error", f"公式出错（{shown}），未采用")
    return _of_text(text.replace("×", "X").replace("Х", "X"), shown)


def _of_number(raw: int | float) -> Parsed:
    if raw != raw or abs(raw) >= 1e15 or raw != int(raw) or raw < 0:
        return unrecoverable("（数字格式）")
    digits = str(int(raw))
    return None if digits == "0" else _of_text(digits, digits)


def _of_text(text: str, shown: str) -> Parsed:
    if _SCIENTIFIC.fullmatch(text) or re.fullmatch(r"\d{16,}\.0+", text):
        return unrecoverable(shown)
    if _CARD.fullmatch(text):
        damaged = text.endswith("000") and check_character(text[:17]) != text[17]
        return unrecoverable(text) if damaged else text
    if _MASKED.fullmatch(text) and not _CARD.fullmatch(text):
        return Unreadable("id.masked", f"身份证号被遮挡（{mask(shown)}），不能用来认人")
    if re.fullmatch(r"\d{15}", text):
        note = Unreadable("id.legacy", "15位旧身份证号，请换成18位")
        return Many({"id_number": text}, note)
    if len(text) > 40 or len(re.findall(r"\d", text)) < 5:
        return Unreadable("id.unreadable", f"「{mask(shown)}」不是身份证号，未采用")
    return text


def unrecoverable(shown: str) -> Unreadable:
    return Unreadable(
        "id.unrecoverable",
        f"身份证号 {mask(shown)} 被表格当成数字，末几位已丢失，无法还原；请按证件用文本格式重填",
    )


def mask(shown: str) -> str:
    """Enough to recognise the cell by, too little to copy the number from."""
    return shown[:6] + "…" if len(shown) > 8 else shown


def same_number(text: str) -> str:
    """A 15-digit number as the 18-digit one it became; anything else unchanged."""
    if len(text) == _EXACT_DIGITS and text.isdigit():
        body = text[:6] + "19" + text[6:]
        return body + check_character(body)
    return text
