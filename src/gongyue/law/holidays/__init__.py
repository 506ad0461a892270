"""Statutory holidays and working days of China (全国年节及纪念日放假办法, Article 2).

Statutory holidays follow from the measures and the sky for every year. Which days are moved to
make long weekends is announced a year at a time; for a year not announced, `known` is False and
weekdays that are no statutory holiday count as working days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from gongyue.kernel.dates import Calendar
from gongyue.law.yamlfile import read_yaml

FESTIVALS = Path(__file__).with_name("festivals.yaml")
SOURCE = "cn/holidays-measures#2"
SATURDAY = 5


def statutory_holidays(year: int) -> frozenset[date]:
    """The days off for all citizens; empty before 2008 and after the table ends."""
    return _statutory_holidays(year)


def work_calendar() -> Calendar:
    """The working days of China, as far as they are announced."""
    return CHINA


@dataclass(frozen=True, slots=True)
class ChinaCalendar:
    """Working days by the yearly notice of the State Council."""

    def is_statutory_holiday(self, day: date) -> bool:
        return day in _statutory_holidays(day.year)

    def is_workday(self, day: date) -> bool:
        return day in _workdays(day.year)

    def known(self, year: int) -> bool:
        return _announced(year) and bool(_statutory_holidays(year))


CHINA = ChinaCalendar()


@lru_cache(maxsize=256)
def _statutory_holidays(year: int) -> frozenset[date]:
    festivals = _festivals().get(str(year))
    if festivals is None:
        return frozenset()
    spring, qingming, dragon_boat, mid_autumn = (
        date.fromisoformat(f"{year}-{day}") for day in festivals
    )
    fixed = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)] + ([(5, 2)] if year >= 2025 else [])
    first, last = _spring_festival(year)
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [qingming, dragon_boat, mid_autumn]
        + [spring + timedelta(days=offset) for offset in range(first, last + 1)]
    )


def _spring_festival(year: int) -> tuple[int, int]:
    """First and last day off, counted from the first day of the first lunar month."""
    if year < 2014:
        return -1, 1
    return (0, 2) if year < 2025 else (-1, 2)


@lru_cache(maxsize=256)
def _workdays(year: int) -> frozenset[date]:
    days = (date(year, 1, 1) + timedelta(days=offset) for offset in range(366))
    return frozenset(day for day in days if day.year == year and _works(day))


def _works(day: date) -> bool:
    if not _announced(day.year):
        return day.weekday() < SATURDAY and day not in _statutory_holidays(day.year)
    import chinese_calendar  # the yearly notices; not needed to start the program

    return bool(chinese_calendar.is_workday(day))


@lru_cache(maxsize=256)
def _announced(year: int) -> bool:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@lru_cache(maxsize=1)
def _festivals() -> dict[str, list[str]]:
    festivals: dict[str, list[str]] = read_yaml(FESTIVALS)
    return festivals
