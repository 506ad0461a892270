"""The kinds of value a fact may have, with their bounds. Outside the bounds is always a slip."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Between:
    """Both ends allowed."""

    low: date | Decimal | int
    high: date | Decimal | int


@dataclass(frozen=True, slots=True)
class Clock(Between):
    """Minutes since midnight; written 10:00, and 24:30 for half past the next midnight."""


@dataclass(frozen=True, slots=True)
class PlaceCode:
    """Six digits of GB/T 2260; the rulebook checks that the place exists."""


LATEST = date(2100, 12, 31)
Place = Annotated[str, PlaceCode()]
Day = Annotated[date, Between(date(1949, 10, 1), LATEST)]
BirthDay = Annotated[date, Between(date(1900, 1, 1), LATEST)]
MONEY_LIMIT = Between(Decimal(0), Decimal(100_000_000))
Money = Annotated[Decimal, MONEY_LIMIT]  # yuan
MonthlyMoney = tuple[Money, ...]  # one sum a month, in order
Months = Annotated[int, Between(1, 12)]  # of one year
Hours = Annotated[Decimal, Between(Decimal(0), Decimal(744))]  # in one month
Count = Annotated[Decimal, Between(Decimal(0), Decimal(10_000))]  # days, may be halves
Year = Annotated[int, Between(1995, 2100)]
Years = Annotated[Decimal, Between(Decimal(0), Decimal(70))]  # of service, may be broken
Span = tuple[Day, Day]  # first and last day, both included
Minute = Annotated[int, Clock(0, 2880)]
ClockSpan = tuple[Minute, Minute]  # of one day, from and to
