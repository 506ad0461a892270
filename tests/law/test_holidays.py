"""Statutory holidays since 2008, and the working days announced each year."""

from datetime import date

import pytest

from gongyue.law.holidays import statutory_holidays, work_calendar


def test_thirteen_days_since_2025_and_eleven_before() -> None:
    assert len(statutory_holidays(2024)) == 11
    assert len(statutory_holidays(2025)) == 13
    assert len(statutory_holidays(2026)) == 13


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2025, 1, 28), True),  # New Year's Eve, a holiday again since 2025
        (date(2026, 2, 16), True),
        (date(2024, 2, 9), False),
        (date(2013, 2, 9), True),  # and it was one from 2008 to 2013
        (date(2013, 2, 12), False),
        (date(2025, 5, 2), True),
        (date(2024, 5, 2), False),
        (date(2025, 10, 3), True),
        (date(2025, 10, 4), False),  # the rest of a golden week is rest days
        (date(2025, 10, 6), True),  # Mid-Autumn
        (date(2025, 3, 8), False),
        (date(2025, 4, 4), True),
    ],
)
def test_which_days_are_statutory(day: date, holiday: bool) -> None:
    assert work_calendar().is_statutory_holiday(day) is holiday


def test_days_moved_by_the_notice_are_worked() -> None:
    assert work_calendar().is_workday(date(2025, 4, 27))
    assert not work_calendar().is_workday(date(2025, 5, 5))


def test_a_year_without_notice_is_known_to_be_unknown() -> None:
    calendar = work_calendar()
    assert calendar.known(2026)
    assert not calendar.known(2049)
    assert calendar.is_workday(date(2049, 1, 4))
    assert not calendar.is_workday(date(2049, 1, 1))
    assert not calendar.is_workday(date(2049, 1, 2))


def test_every_announced_holiday_of_the_table_is_free_of_work() -> None:
    for year in range(2008, 2027):
        worked = [day for day in statutory_holidays(year) if work_calendar().is_workday(day)]
        assert worked == []


def test_outside_the_table_nothing_is_claimed() -> None:
    assert statutory_holidays(1999) == frozenset()
    assert not work_calendar().known(1999)
