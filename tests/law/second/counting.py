"""Months and years counted step by step, the first and the last day both inside.

A month ends on the day before the corresponding day; where that month has no such day, with its
own last day. Standard library only.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


def month_end(day: date) -> date:
    while (day + DAY).month == day.month:
        day += DAY
    return day


def last_day(first: date, months: int) -> date:
    """The day on which so many months from the first day are complete."""
    year, month = first.year, first.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    end = month_end(date(year, month, 1))
    return end if first.day > end.day else date(year, month, first.day) - DAY


def whole_months(first: date, last: date) -> int:
    """Complete months from the first day to the last."""
    months = 0
    while last_day(first, months + 1) <= last:
        months += 1
    return months


def days(first: date, last: date) -> int:
    """Days from first to last, one by one; none when the last lies before the first."""
    count = 0
    while first <= last:
        count, first = count + 1, first + DAY
    return count


def months_by_workdays(
    hired: date, first: date, last: date, works: Callable[[date], bool]
) -> Fraction:
    """Months of employment from first to last; a broken one by its working days."""
    total, number = Fraction(0), 0
    while True:
        begin = hired if number == 0 else last_day(hired, number) + DAY
        end = last_day(hired, number + 1)
        number += 1
        if begin > last:
            return total
        if begin < first:
            continue
        total += 1 if end <= last else _share(begin, last, end, works)


def _share(begin: date, last: date, end: date, works: Callable[[date], bool]) -> Fraction:
    month = [begin + DAY * number for number in range((end - begin).days + 1)]
    worked = [day for day in month if works(day)]
    return Fraction(len([day for day in worked if day <= last]), len(worked))


def age_day(born: date, years: int) -> date:
    """The birthday; who was born on a leap day is older on the last of February."""
    if (born.month, born.day) == (2, 29) and years % 4:
        return date(born.year + years, 2, 28)
    return date(born.year + years, born.month, born.day)
