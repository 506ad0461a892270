"""Cells that hold one word of a closed list: kind of employment, status, hours, gender, month."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from gongyue.engines.workbook.cells import Many, Parsed, Raw, Unreadable, parse_date
from gongyue.engines.workbook.models import BareMonth, Values
from gongyue.engines.workbook.numerals import HANZI_NAME, is_blank, plain, visible
from gongyue.engines.workbook.terms import (
    NO,
    YES,
    dates_in,
    employment_of,
    text_of,
    unclear,
    whole,
    yes_or_no,
)
from gongyue.kernel.numerals import chinese_number, with_digits

_LEFT = re.compile(
    r"离职|离岗|离厂|离司|辞职|辞退|退工|开除|除名|自离|解除|解聘|已走|终止|减员|离开|已辞"
    r"|已离|辞工|旷离|[不非]在[职岗]|^已?退休$|办理退休"
    r"|terminated|resigned|inactive|^left$"
)
_NOT_YET = re.compile(r"拟|待|预|申请|未离|将|计划")
_WORKING = re.compile(
    r"在职|在岗|在册|正式|试用|转正|正常|在编|实习|在厂|上班|留任|返聘|现职|未离|^active|employed"
)
_ON_LEAVE = re.compile(r"停薪|产假|病假|长假|待岗|休假|内退|工伤")
_PARTIAL = re.compile(r"仅|只|单工伤|工伤$|部分|三险缺|未全")
_OUTSIDE = re.compile(
    r"自行|自己|灵活|农保|新农合|居民|原单位|外单位|他处|其他单位|挂靠|放弃|外地自"
)
_MONTH_OF_YEAR = re.compile(r"((?:19|20)\d{2})[年.\-/]?(\d{1,2})月?")
_MONTH_ALONE = re.compile(r"(\d{1,2})(?:月份?)?")
_FEMALE, _MALE = ("女", "f", "female", "0", "2"), ("男", "m", "male", "1")


def parse_text(raw: Raw) -> Parsed:
    if isinstance(raw, str):
        text = plain(raw)
        return None if is_blank(text) else text[:2_000]
    return text_of(raw)


def parse_code(raw: Raw) -> Parsed:
    """工号: text as written, a number cell without decimals."""
    text = text_of(raw).upper()
    return None if is_blank(text) or len(text) > 60 else text


def parse_name(raw: Raw) -> Parsed:
    """The name as written, outer blanks gone."""
    if not isinstance(raw, str):
        return None
    if HANZI_NAME.fullmatch(raw):
        return None if is_blank(raw) else raw
    return None if is_blank(plain(raw)) else " ".join(visible(raw).split()).strip("'`")[:60]


def parse_gender(raw: Raw) -> Parsed:
    text = text_of(raw)
    if is_blank(text):
        return None
    if text.startswith(_FEMALE):
        return "F"
    return "M" if text.startswith(_MALE) else unclear(text)


def parse_employment(raw: Raw) -> Parsed:
    """full_time, part_time, intern, rehired_retiree, service or dispatch."""
    text = text_of(raw)
    if is_blank(text):
        return None
    return employment_of(text) or unclear(text, "看不出用工形式")


def parse_status(raw: Raw, *, asks_left: bool = False) -> Parsed:
    """在职 or 离职 where the word is plain, else the word itself; asks_left: 是否离职."""
    text = text_of(raw)
    if is_blank(text) and text not in ("无", "没有"):
        return None
    said = yes_or_no(text) if text in YES or text in NO else None
    if said is not None:
        return "离职" if said == asks_left else "在职"
    return _status_word(text)


def _status_word(text: str) -> Parsed:
    if _LEFT.search(text) and not _NOT_YET.search(text):
        dates = dates_in(text)
        left: Values = {"status": "离职"}
        return Many(left | {"left_on": dates[-1]}) if dates else "离职"
    if _NOT_YET.search(text) or _WORKING.search(text) or _ON_LEAVE.search(text):
        return "在职"
    return text[:60]


def parse_overtime_kind(raw: Raw) -> Parsed:
    """workday, restday or holiday."""
    text = text_of(raw)
    if is_blank(text):
        return None
    if re.search(r"节日|节假|法定|国定|3倍|300%|三倍", text):
        return "holiday"
    if re.search(r"周末|双休|休息|公休|周[六日]|2倍|200%|两倍|双倍", text):
        return "restday"
    return "workday" if re.search(r"平|工作|延时|1\.5|150%", text) else unclear(text)


def parse_hours_system(raw: Raw) -> Parsed:
    text = text_of(raw)
    if is_blank(text):
        return None
    if "不定时" in text or "弹性" in text:
        return "flexible"
    if "综合" in text:
        return "averaged"
    return "standard" if re.search(r"标准|固定|8小时|八小时|五天|正常", text) else unclear(text)


def parse_enrolled(raw: Raw, *, epoch_1904: bool = False) -> Parsed:
    """是否参保; a date in the cell is the day of enrolment."""
    if isinstance(raw, date) or (isinstance(raw, float) and 30_000 < raw < 60_000):
        day = parse_date(raw, epoch_1904=epoch_1904)
        return Many({"enrolled": True, "enrolled_on": day}) if isinstance(day, date) else day
    text = text_of(raw)
    said = yes_or_no(text)
    if said and (dates := dates_in(text)):
        return Many({"enrolled": True, "enrolled_on": dates[0]})
    if said is not None:
        return said
    return None if is_blank(text) else _enrolled_words(text)


def _enrolled_words(text: str) -> Parsed:
    if _OUTSIDE.search(text):
        return False
    if _PARTIAL.search(text):
        return Unreadable("insurance.partial", f"「{text[:40]}」不是全部险种，未当作已参保")
    dates = dates_in(text)
    if dates and not re.search(r"停|退|减", text):
        return Many({"enrolled": True, "enrolled_on": dates[0]})
    return unclear(text, "看不出是否参保")


def parse_month(raw: Raw, *, year: int | None = None) -> Parsed:
    """The first day of the month meant; without a year the plain number of the month."""
    if isinstance(raw, (datetime, date)):
        return BareMonth(raw.year, raw.month, 1)
    text = with_digits(text_of(raw))
    if is_blank(text):
        return None
    if re.fullmatch(r"\d{5}", text):
        day = parse_date(float(text))
        return BareMonth(day.year, day.month, 1) if isinstance(day, date) else day
    if found := _MONTH_OF_YEAR.match(text):
        return _month(int(found[1]), int(found[2]), text)
    if found := _MONTH_ALONE.fullmatch(text):
        month = int(found[1])
        if year is None and 1 <= month <= 12:
            return month  # the year is looked for in the rest of the workbook afterwards
        return _month(year or 0, month, text)
    return unclear(text, "看不出是哪个月")


def _month(year: int, month: int, shown: str) -> Parsed:
    if not (1980 <= year <= 2199 and 1 <= month <= 12):
        return unclear(shown, "看不出是哪个月")
    return BareMonth(year, month, 1)


def parse_year(raw: Raw) -> Parsed:
    text = text_of(raw)
    found = re.fullmatch(r"((?:19|20)\d{2})(年度?)?", text)
    if found:
        return int(found[1])
    if isinstance(raw, date):
        return raw.year
    return None if is_blank(text) else unclear(text, "看不出是哪一年")


def parse_months(raw: Raw) -> Parsed:
    """A plain count of months."""
    text = text_of(raw)
    number = chinese_number(text.removesuffix("月").removesuffix("个"))
    if is_blank(text):
        return None
    if number is not None:
        return number
    try:
        return whole(Decimal(text.removesuffix("月").removesuffix("个")))
    except ArithmeticError:
        return unclear(text, "不是月数")
