"""Dates and periods. A period includes both its first and its last day.

Two ways of counting months exist. *Inclusive* (the default, used by the worked cases of the
labour rules): the first day counts, so a month from 5 March ends on 4 April; where the
corresponding date does not exist the end of the month completes it. *Strict* (Civil Code,
Articles 201 and 202): the first day does not count, so it ends on 5 April.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

ONE_DAY = timedelta(days=1)
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SHORTEST_MONTH, FEBRUARY = 28, 2


class Span(NamedTuple):
    """Whole years, then whole months, then days."""

    years: int
    months: int
    days: int


class Calendar(Protocol):
    """Which days are worked; supplied by the law, passed in by the caller."""

    def is_workday(self, day: date) -> bool: ...

    def is_statutory_holiday(self, day: date) -> bool: ...

    def known(self, year: int) -> bool:
        """Whether the holiday notice of that year is out."""
        ...


def add_months(day: date, months: int) -> date:
    """The corresponding date; the end of the month where it does not exist."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= SHORTEST_MONTH:
        return date(year, month0 + 1, day.day)
    return date(year, month0 + 1, min(day.day, days_in_month(year, month0 + 1)))


def days_in_month(year: int, month: int) -> int:
    if month == FEBRUARY and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return MONTH_DAYS[month - 1]


def month_end(day: date) -> date:
    return day.replace(day=days_in_month(day.year, day.month))


def period_end(first: date, months: int, *, inclusive: bool = True) -> date:
    """The last day of a period of so many months that begins with `first`."""
    corresponding = add_months(first, months)
    if not inclusive or corresponding.day != first.day:
        return corresponding
    return corresponding - ONE_DAY


def months_between(first: date, last: date, *, inclusive: bool = True) -> Span:
    """Whole years, months and days from `first` to `last`; zero when `last` is earlier."""
    if last < first:
        return Span(0, 0, 0)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    end = period_end(first, months, inclusive=inclusive)
    while months and end > last:
        months -= 1
        end = period_end(first, months, inclusive=inclusive)
    return Span(*divmod(months, 12), (last - end).days)


def age_on(birth: date, day: date) -> int:
    """Full years of age. A year is full on the birthday; for 29 February, on 28 February."""
    age = day.year - birth.year
    return age if add_months(birth, 12 * age) <= day else age - 1


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included. Raises ValueError when reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"period ends {self.last} before it starts {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def each_day(self) -> Iterator[date]:
        for offset in range(self.days):
            yield self.first + timedelta(days=offset)

    def meet(self, other: "Period") -> "Period | None":
        """The days both periods have."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def by_calendar_month(self) -> "Iterator[Period]":
        first = self.first
        while first <= self.last:
            yield Period(first, min(month_end(first), self.last))
            first = month_end(first) + ONE_DAY


@lru_cache(maxsize=2_048)
def month_of(day: date) -> Period:
    """The whole calendar month a day is in."""
    return Period(day.replace(day=1), month_end(day))


def workdays_in(period: Period, calendar: Calendar) -> int:
    """How many days of the period are worked."""
    return sum(calendar.is_workday(day) for day in period.each_day())
