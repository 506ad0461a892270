"""One cell to one value: numbers and dates as Chinese offices write them.

Every parser takes what the file holds (str, float, bool, date …) and gives a value, None for
a blank, or Unreadable. Nothing is guessed: a range, an impossible day, a year without a month
is Unreadable with the reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from gongyue.engines.workbook.models import BareMonth, Value, Values
from gongyue.engines.workbook.numerals import is_blank, plain, words
from gongyue.kernel.numerals import chinese_number, with_digits

Raw: TypeAlias = str | int | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Unreadable:
    code: str
    message_zh: str


class Doubtful(str):
    """Recognised text nobody has confirmed: it holds its place in the grid and is never used."""

    __slots__ = ()
    MARK = "\ue000"  # keeps it apart from the same text confirmed elsewhere

    @classmethod
    def of(cls, text: str) -> Doubtful:
        return cls(cls.MARK + text)

    @property
    def shown(self) -> str:
        return self.removeprefix(self.MARK)


@dataclass(frozen=True, slots=True)
class Many:
    """Several fields written in one cell: 2023.1.1-2025.12.31."""

    values: Values
    problem: Unreadable | None = None


Parsed: TypeAlias = Value | Many | Unreadable | None
Parser: TypeAlias = Callable[[Raw], Parsed]

ERROR = re.compile(r"#(N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.I)
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
_MONEY_WORDS = re.compile(r"人民币|rmb|cny|[￥¥$]|元整?|圆整?|/?每?(个?月|人)$|/$|块钱?")
_COUNT_WORDS = re.compile(r"(小时|个?工作日|钟头|个?工日?|hours?|hrs?|days?|[天日次个时hd])$")
_TEN_THOUSAND = re.compile(r"([+-]?\d+(?:\.\d+)?)[万w](?:(\d+)千?|(\d+))?")
_THOUSAND = re.compile(r"([+-]?\d+(?:\.\d+)?)[千k]")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?")
_HOURS_MINUTES = re.compile(r"(?:(\d+)(?:小时|h|时))?(\d+)(?:分钟?|min|m)")
_RANGE = re.compile(r"\d[^\d.,]*(?:-|~|至|到)[^\d.,]*\d")
_LATEST_DATED_AMOUNT = 1990


def unreadable_number(shown: str, why: str = "不是一个确定的数") -> Unreadable:
    return Unreadable("number.unreadable", f"「{shown[:40]}」{why}，未采用")


def unreadable_date(shown: str, why: str = "看不出是哪一天") -> Unreadable:
    return Unreadable("date.unreadable", f"「{shown[:40]}」{why}，未采用")


def decimal_of(number: int | float) -> Decimal | None:
    """The number as Excel shows it: 15 significant digits."""
    if isinstance(number, int):
        return Decimal(number)
    if number != number or number in (float("inf"), float("-inf")) or abs(number) >= 1e15:
        return None
    return Decimal(str(int(number))) if number.is_integer() else Decimal(f"{number:.15g}")


def parse_number(raw: Raw) -> Decimal | Unreadable | None:
    """Money, days or hours without regard to a unit; see parse_hours for clock times."""
    if isinstance(raw, str):
        return _number_of_text(raw)
    if isinstance(raw, bool):
        return unreadable_number(str(raw), "是对错值，不是数")
    if isinstance(raw, (int, float)):
        found = decimal_of(raw)
        return unreadable_number(str(raw)) if found is None else found
    if isinstance(raw, datetime) and raw.year < _LATEST_DATED_AMOUNT:
        return _serial_of(raw)  # a number dressed as a date by the cell's format
    return unreadable_number(str(raw), "被写成了日期或时间")


def parse_hours(raw: Raw) -> Decimal | Unreadable | None:
    """Hours; 3:30 and 3小时30分 count as 3.5."""
    if isinstance(raw, timedelta):
        return _hours(raw.days * 24, raw.seconds // 60)
    if isinstance(raw, time):
        return _hours(raw.hour, raw.minute)
    if isinstance(raw, str):
        text = "".join(plain(raw).lower().split())
        if found := _CLOCK.fullmatch(text) or _HOURS_MINUTES.fullmatch(text):
            return _hours(int(found[1] or 0), int(found[2]))
    return parse_number(raw)


def parse_days(raw: Raw) -> Decimal | Unreadable | None:
    if isinstance(raw, str) and re.search(r"小时|分钟|\dh", raw.lower()):
        return unreadable_number(raw, "写的是小时，这一栏是天数")
    return parse_number(raw)


def _hours(hours: int, minutes: int) -> Decimal:
    return hours + (Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize()


def _serial_of(moment: datetime) -> Decimal:
    gone = moment - datetime(1899, 12, 30)  # noqa: DTZ001 - Excel serials have no zone
    days = gone.days if gone.days > 60 else gone.days - 1
    return Decimal(max(days, 0)) + (Decimal(gone.seconds) / 86400).quantize(Decimal("0.0001"))


def _number_of_text(raw: str) -> Decimal | Unreadable | None:
    text = "".join(plain(raw).lower().split())
    if is_blank(text):
        return None
    if ERROR.fullmatch(text):
        return Unreadable("cell.error", f"公式出错（{plain(raw)}），未采用")
    bare = _MONEY_WORDS.sub("", text)
    bare = _COUNT_WORDS.sub("", bare) if not bare[-1:].isdigit() else bare
    negative = bare.startswith("(") and bare.endswith(")")
    amount = _amount(bare[1:-1] if negative else bare)
    if amount is None:
        return unreadable_number(
            plain(raw), "是一个范围，不知取哪一个" if _RANGE.search(text) else "不是一个确定的数"
        )
    return -amount if negative else amount


def _amount(text: str) -> Decimal | None:
    if len(text) > 30:
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if found := _TEN_THOUSAND.fullmatch(text):
        rest = found[2] or found[3]
        if rest and len(rest) > 1:
            return None
        return Decimal(found[1]) * 10_000 + (Decimal(rest) * 1_000 if rest else 0)
    if found := _THOUSAND.fullmatch(text):
        return Decimal(found[1]) * 1_000
    number = chinese_number(text)
    return None if number is None else Decimal(number)


# ---------------------------------------------------------------- dates

_SEP = r"[.\-/年月、,。·_\\~]"
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_SEP}{{1,2}}(\d{{1,2}}){_SEP}{{1,2}}(\d{{1,2}})(?:[日号])?")
_MONTH = re.compile(r"(\d{4}|\d{2}(?=年))[.\-/年、,·]{1,2}(\d{1,2})月?(?:份|初|底|上旬|中旬|下旬)?")
_AMERICAN = re.compile(r"(\d{1,2})[/\-](\d{1,2})[/\-](\d{4})")
_CLOCK_TAIL = re.compile(
    r"[t,\s]+(上午|下午)?\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|z|\+08:?00)?$"
)
_SPACED = re.compile(r"(\d{4})\s+(\d{1,2})\s+(\d{1,2})")
_WORDS = re.compile(
    r"^(自|从|于|至|到|止|公元)|\(.*?\)$|(星期|周)[一二三四五六日天]$"
    r"|(起|止|前|后|入职|离职|到期|已?签订?|转正|参保|停保|开始|结束|生效)+$"
)
_NO_DATE = words(
    r"""
    至今 在职 在岗 在册 未离职 现在 今 未签 未签订 未参保 未转正 试用 试用中 否
    """
)
FOREVER = re.compile(
    r"无固定|长期|永久|无期限|不定期|终身|至?(法定)?退休(为止|止|年龄)?$|开口|open"
)
_ENGLISH_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH_WORDS = {name: n for n, name in enumerate(_ENGLISH_MONTHS, start=1)}
_ENGLISH = re.compile(r"(\d{1,2})[-/.]?([a-z]{3})[a-z]*[-/.,]?(\d{4})")


def date_of(year: int, month: int, day: int, shown: str) -> date | Unreadable:
    if not 1900 <= year <= 2199:
        return unreadable_date(shown, "年份不合理")
    try:
        return date(year, month, day)
    except ValueError:
        return unreadable_date(shown, "日历上没有这一天")


def full_year(year: int) -> int:
    """Two digits as an office means them: 23 → 2023, 98 → 1998."""
    if year >= 100:
        return year
    return 2000 + year if year < 50 else 1900 + year


def parse_date(raw: Raw, *, epoch_1904: bool = False) -> date | Unreadable | None:
    if isinstance(raw, str):
        return _date_of_text(raw, epoch_1904)
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        if raw.year < 1900 or raw in (date(1900, 1, 1), date(1904, 1, 1)):
            return None  # a formula on an empty cell, dressed as a date
        return raw if raw.year <= 2199 else unreadable_date(str(raw), "年份不合理")
    if isinstance(raw, (bool, time, timedelta)):
        return unreadable_date(str(raw))
    return _date_of_number(raw, epoch_1904)


def _date_of_number(raw: int | float, epoch_1904: bool) -> date | Unreadable | None:
    number = decimal_of(raw)
    if number == 0:
        return None
    if number is None:
        return unreadable_date(str(raw))
    if number == number.to_integral_value():
        return _date_of_digits(str(int(number)), epoch_1904)
    if 10_000 < number < 80_000:
        return _from_serial(int(number), epoch_1904)
    year, _, fraction = str(number).partition(".")
    if fraction == "1":
        return unreadable_date(str(number), "可能是1月也可能是10月（数字丢了末尾的0）")
    return _month(int(year), int(fraction), str(number))


def _date_of_digits(digits: str, epoch_1904: bool) -> date | Unreadable:
    if len(digits) == 8:
        return date_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]), digits)
    if len(digits) == 6 and digits[:2] in ("19", "20") and 1 <= int(digits[4:]) <= 12:
        return _month(int(digits[:4]), int(digits[4:]), digits)
    if len(digits) == 6:
        return date_of(full_year(int(digits[:2])), int(digits[2:4]), int(digits[4:]), digits)
    if len(digits) == 5 and 10_000 < int(digits) < 80_000:
        return _from_serial(int(digits), epoch_1904)
    return unreadable_date(digits)


def _from_serial(serial: int, epoch_1904: bool) -> date:
    return (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=serial)


def _month(year: int, month: int, shown: str) -> date | Unreadable:
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        return unreadable_date(shown)
    return BareMonth(year, month, 1)


def _date_of_text(raw: str, epoch_1904: bool) -> date | Unreadable | None:
    shown = plain(raw)
    words = _SPACED.sub(r"\1-\2-\3", _CLOCK_TAIL.sub("", shown.lower()))
    text = "".join(words.split())
    if is_blank(text) or text in _NO_DATE:
        return None
    if ERROR.fullmatch(text):
        return Unreadable("cell.error", f"公式出错（{shown}），未采用")
    if len(text) > 60:
        return unreadable_date(shown)
    bare = _WORDS.sub("", _WORDS.sub("", text)).rstrip(".,;。、-/")
    return _date_of_words(with_digits(bare), shown, epoch_1904)


def _date_of_words(text: str, shown: str, epoch_1904: bool) -> date | Unreadable:
    if text.isdigit():
        return _date_of_digits(text, epoch_1904)
    if re.fullmatch(r"\d{5}\.\d+", text):
        return _from_serial(int(text[:5]), epoch_1904)
    if found := _FULL.fullmatch(text):
        first, dotted = found[1], re.match(r"\d+[.年]", text) is not None
        if len(first) == 4 or dotted or int(first) > 12:
            return date_of(full_year(int(first)), int(found[2]), int(found[3]), shown)
    if found := _AMERICAN.fullmatch(text):
        return _american(int(found[1]), int(found[2]), int(found[3]), shown)
    if found := _MONTH.fullmatch(text):
        return _month(full_year(int(found[1])), int(found[2]), shown)
    if (found := _ENGLISH.fullmatch(text)) and found[2] in _MONTH_WORDS:
        return date_of(int(found[3]), _MONTH_WORDS[found[2]], int(found[1]), shown)
    return unreadable_date(shown)


def _american(first: int, second: int, year: int, shown: str) -> date | Unreadable:
    if first > 12 or first == second:
        return date_of(year, second, first, shown)
    if second > 12:
        return date_of(year, first, second, shown)
    return unreadable_date(shown, "分不清哪个是月、哪个是日")
