"""What people type, made plain: 2025年3月1日, ２０２５．３．１, ￥8,000, 1.2万."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from gongyue.kernel.money import parse_decimal

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")

MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?")


def read_day(text: str) -> date:
    """Raises ValueError."""
    match = DAY.fullmatch(_plain(text))
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in match.groups() if part)
    return date(year, month, day)


def read_month(text: str) -> date:
    """The first day of a month; a whole date is taken too. Raises ValueError."""
    plain = _plain(text)
    match = MONTH.fullmatch(plain)
    return date(int(match[1]), int(match[2]), 1) if match else read_day(plain).replace(day=1)


def read_number(text: str) -> Decimal:
    """Raises ValueError. 元, 万 and thousands commas are understood."""
    plain = _plain(text).lstrip("¥").removesuffix("元").replace("，", ",")
    if plain.endswith("万"):
        return parse_decimal(plain.removesuffix("万")) * 10_000
    return parse_decimal(plain)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("￥", "¥")


def read_clock(text: str) -> str:
    """10:00 from 10:00 or 10：00. Raises ValueError when it is no time of the day."""
    hour, minute = text.strip().replace("：", ":").split(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) <= 48 and len(minute) == 2):
        raise ValueError
    if int(minute) > 59:
        raise ValueError
    return f"{int(hour):02}:{int(minute):02}"
