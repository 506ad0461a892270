"""Values as a Chinese reader writes them: 1,234.50 元, 2025年9月1日, 3.5 年."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from gongyue.kernel.money import yuan_text

UNITS = {
    "yuan": "元",
    "yuan/month": "元/月",
    "yuan/hour": "元/小时",
    "yuan/day": "元/天",
    "yuan/order": "元/单",
    "multiple": "倍",
    "year": "年",
    "years": "年",
    "month": "个月",
    "months": "个月",
    "day": "天",
    "days": "天",
    "hour": "小时",
    "hours": "小时",
    "minute": "分钟",
    "age": "岁",
}
# Parameters that are a choice.
CHOICES = {
    "includes_own_insurance": "包含，不用减",
    "excludes_own_insurance": "不包含，要先减掉",
    "not_running": "尚未实行",
    "running": "已经实行",
}
ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Text:
    """A value and its unit apart, because the unit is drawn smaller."""

    text: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.text} {self.unit}".strip()


def value_text(value: object, unit: str | None) -> Text:
    """Any value an outcome can hold. None is 算不出, never an empty place."""
    if value is None:
        return Text("算不出")
    if isinstance(value, bool):
        return Text("是" if value else "否")
    if isinstance(value, date):
        return Text(date_text(value))
    if isinstance(value, Decimal | int):
        return _number(Decimal(value), unit)
    return Text(CHOICES.get(str(value), str(value)))


def with_dates(text: str) -> str:
    """2026-02-28 inside a sentence becomes 2026年2月28日."""
    return ISO_DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)


def date_text(day: date | datetime | None) -> str:
    """2025年9月1日."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = localtime(day).date()
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: datetime | None) -> str:
    """2025年9月1日 14:05."""
    return f"{date_text(moment)} {localtime(moment):%H:%M}" if moment else ""


def month_text(day: date | None) -> str:
    """2025年9月."""
    return f"{day.year}年{day.month}月" if day else ""


def weekday_text(day: date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"


def _number(number: Decimal, unit: str | None) -> Text:
    word = UNITS.get(unit or "", "")
    if (unit or "").startswith("yuan"):
        return Text(yuan_text(number), word)
    if unit == "rate":
        return Text(f"{plain(number * 100)}%")
    return Text(plain(number), word)


def plain(number: Decimal) -> str:
    """Without trailing zeros and never as 1E+2; at most four decimals, which say 约."""
    short = number.quantize(Decimal("0.0001"))
    text = f"{short.normalize():,f}"
    return text if short == number else f"约 {text}"


# 2025年9月1日, 261125-1179-1204-6, 91430100MADE00001X, 1,234.50 元, 16 小时.
_WHOLE = re.compile(
    r"(\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|第?(?<![0-9A-Za-z])(?=[A-Z*]*\d)[0-9A-Z*]+(?:[-,.:][0-9A-Z*]+)*"
    r"(?: ?(?:元|小时|天|人|条|次|月|日|%))?)"
)
LONGEST_WHOLE = 26  # a longer one would not fit on a line of a telephone


def whole(text: object) -> SafeString:
    """The text, in which no number, date or amount breaks at the end of a line."""
    pieces = _WHOLE.split(str(text))
    return format_html_join("", "{}", ((_kept(piece, at),) for at, piece in enumerate(pieces)))


def _kept(piece: str, at: int) -> str:
    is_number = at % 2 == 1 and 1 < len(piece) <= LONGEST_WHOLE
    return format_html('<span class="nowrap">{}</span>', piece) if is_number else piece
