"""Sums of money, days, spans of time, shares and counts in Chinese prose, each with its place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from gongyue.kernel.dates import month_end
from gongyue.kernel.numerals import SIGNS, chinese_number

Kind = Literal["money", "share", "day", "month", "months", "days", "hours", "people", "pieces",
               "times", "grade", "number"]  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{SIGNS}]+(?:点[{SIGNS}]+)?)"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
MONTHS_A_YEAR = 12
_BIG = {"千": 1_000, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value`: yuan, a share of one, a day (of a month its first), months, hours, a number."""

    kind: Kind
    value: Decimal | date
    start: int
    end: int
    text: str

    @property
    def amount(self) -> Decimal:
        """The value of whatever is no day."""
        if isinstance(self.value, date):
            raise TypeError("a day is no amount")
        return self.value

    @property
    def day(self) -> date:
        """The value of a day or month; of a month its first day."""
        if not isinstance(self.value, date):
            raise TypeError("an amount is no day")
        return self.value

    @property
    def last_day(self) -> date:
        """Of a month its last day."""
        return month_end(self.day) if self.kind == "month" else self.day


def number(text: str) -> Decimal | None:
    """三万二 is not read; 3万, 1,200.50, 二十, 三点五 are."""
    plain = text.replace(",", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return Decimal(plain)
    whole, _, tail = plain.partition("点")
    value = chinese_number(whole)
    if value is None:
        return None
    digits = [chinese_number(sign) for sign in tail]
    if any(digit is None or digit > 9 for digit in digits):
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}" if tail else value)


def quantities(text: str, *, year: int | None = None) -> list[Quantity]:
    """Everything of the text, folded before; days first, then what stands further up in the
    table. A day without its year takes that of the day before it, else `year`."""
    taken = [False] * len(text)
    found = list(_days(text, taken, year))
    for kind, pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            value = read(match)
            if value is not None:
                found.append(Quantity(kind, value, match.start(), match.end(), match.group()))
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    return sorted(found, key=lambda quantity: quantity.start)


_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:份|(?P<day>3[01]|[12]\d|0?[1-9])[日号]?)?(?!\d)"
    r"|(?P<year2>(?:19|20)\d\d)[-./](?P<month2>1[0-2]|0?[1-9])[-./](?P<day2>3[01]|[12]\d|0?[1-9])"
    r"|(?<=[-至到、和])(?P<bare>3[01]|[12]\d|0?[1-9])[日号]"
)


def _days(text: str, taken: list[bool], year: int | None) -> Iterator[Quantity]:
    month = None
    for match in _DAY.finditer(text):
        read = match.groupdict()
        year = int(read["year"] or read["year2"] or year or 0) or None
        month = int(read["month"] or read["month2"] or month or 0) or None
        day = read["day"] or read["day2"] or read["bare"]
        if year is None or month is None or (read["bare"] and not _joins(text, match)):
            continue
        try:
            value = date(year, month, int(day or 1))
        except ValueError:
            continue
        kind: Kind = "day" if day else "month"
        taken[match.start() : match.end()] = [True] * (match.end() - match.start())
        yield Quantity(kind, value, match.start(), match.end(), match.group())


def _joins(text: str, match: re.Match[str]) -> bool:
    """10月1日至3日: a bare day goes on from the one before."""
    return bool(re.search(r"[日号][-至到、和]$", text[: match.start()]))


def _scaled(match: re.Match[str]) -> Decimal | None:
    value = number(match["n"])
    big = str(match.groupdict().get("big"))
    return None if value is None else value * _BIG.get(big, 1)


def _share(match: re.Match[str]) -> Decimal | None:
    value = number(match["n"])
    return None if value is None else value / 100


def _span(match: re.Match[str]) -> Decimal | None:
    years, months = match.groupdict().get("y"), match.groupdict().get("m")
    total = Decimal(0)
    for text, size in ((years, MONTHS_A_YEAR), (months, 1)):
        value = number(text) if text else Decimal(0)
        if value is None:
            return None
        total += value * size
    if match.groupdict().get("half"):
        total += MONTHS_A_YEAR // 2 if years or not months else Decimal("0.5")
    return total


def _plain(match: re.Match[str]) -> Decimal | None:
    return number(match["n"])


def _doubled(match: re.Match[str]) -> Decimal | None:
    return Decimal(2)


_Read = Callable[[re.Match[str]], Decimal | None]
_N = f"(?P<n>{NUMBER})"
_YEARS = rf"(?P<y>(?!(?:19|20)\d\d年){NUMBER})(?:周年|年)"  # no year of the calendar
_TABLE: tuple[tuple[Kind, str, _Read], ...] = (
    ("money", rf"{_N}(?P<big>[万亿千])?(?:多)?(?:元|块钱|圆)(?:人民币)?", _scaled),
    ("money", rf"(?P<n>{DIGITS})(?P<big>[万亿])(?![人名个年月日天件元])", _scaled),
    ("share", rf"(?P<n>{DIGITS})%", _share),
    ("share", rf"百分之{_N}", _share),
    ("months", rf"(?<![\d.])(?P<y>{NUMBER})(?:周年|年)(?P<half>半)(?!月)", _span),
    ("months", rf"(?<![\d.]){_YEARS}[零又]?(?P<m>{NUMBER})个?月(?!\d)", _span),
    ("months", r"(?P<half>半)年", _span),
    ("months", rf"(?<![\d.第]){_YEARS}(?!级|代|度|纪)", _span),
    ("months", rf"(?<![\d.])(?P<m>{NUMBER})个(?P<half>半)月", _span),
    ("months", rf"(?<![\d.])(?P<m>{NUMBER})个月", _span),
    ("days", rf"(?<![\d.月第]){_N}个?(?:工作日|自然日|日历日|天|日(?!均|工资))", _plain),
    ("hours", rf"{_N}(?:个)?(?:小时|钟头)", _plain),
    ("people", rf"{_N}(?:名|人|位)", _plain),
    ("pieces", rf"(?P<n>{DIGITS})(?:件|个(?![月工])|只|台|套|单)", _plain),
    ("grade", r"(?P<n>10|[1-9]|[一二三四五六七八九十])级", _plain),
    ("times", rf"{_N}倍", _plain),
    ("times", r"双倍", _doubled),
    ("number", rf"(?<![\d.第])(?P<n>{DIGITS})(?![\d年月日号条款项周])", _plain),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern), read) for kind, pattern, read in _TABLE)
