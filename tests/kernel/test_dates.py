"""Periods, months and ages; both ways of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongyue.kernel.dates import (
    Period,
    Span,
    add_months,
    age_on,
    month_of,
    months_between,
    period_end,
    workdays_in,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2025, 1, 1), date(2025, 6, 29), (0, 5, 29)),
        (date(2025, 1, 1), date(2025, 6, 30), (0, 6, 0)),
        (date(2023, 1, 1), date(2025, 12, 31), (3, 0, 0)),
        (date(2023, 1, 1), date(2025, 12, 30), (2, 11, 30)),
        (date(2025, 1, 31), date(2025, 2, 28), (0, 1, 0)),
        (date(2025, 1, 31), date(2025, 2, 27), (0, 0, 28)),
        (date(2024, 2, 29), date(2025, 2, 28), (1, 0, 0)),
        (date(2025, 1, 1), date(2025, 1, 1), (0, 0, 1)),
        (date(2025, 1, 2), date(2025, 1, 1), (0, 0, 0)),
    ],
)
def test_inclusive_counting(first: date, last: date, span: tuple[int, int, int]) -> None:
    assert months_between(first, last) == Span(*span)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), (0, 5, 29)),
        (date(2025, 1, 1), date(2025, 7, 1), (0, 6, 0)),
        (date(2025, 1, 31), date(2025, 2, 28), (0, 1, 0)),
        (date(2025, 1, 1), date(2025, 1, 1), (0, 0, 0)),
    ],
)
def test_strict_counting_is_one_day_later(
    first: date, last: date, span: tuple[int, int, int]
) -> None:
    assert months_between(first, last, inclusive=False) == Span(*span)


def test_a_month_from_the_first_ends_on_the_last() -> None:
    assert period_end(date(2025, 3, 1), 1) == date(2025, 3, 31)
    assert period_end(date(2025, 3, 1), 1, inclusive=False) == date(2025, 4, 1)
    assert period_end(date(2025, 3, 15), 12) == date(2026, 3, 14)
    assert add_months(date(2025, 3, 31), -1) == date(2025, 2, 28)


@given(DAYS, st.integers(1, 400))
def test_a_period_of_n_months_has_n_months(first: date, months: int) -> None:
    for inclusive in (True, False):
        last = period_end(first, months, inclusive=inclusive)
        years, rest, days = months_between(first, last, inclusive=inclusive)
        assert (12 * years + rest, days) == (months, 0)


@given(DAYS, st.integers(0, 9000))
def test_a_longer_period_never_counts_less(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert months_between(first, last) < months_between(first, last + timedelta(days=1))


@given(DAYS, st.integers(0, 9000))
def test_days_left_over_are_the_days_after_the_last_whole_month(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    years, months, days = months_between(first, last)
    assert period_end(first, 12 * years + months) + timedelta(days=days) == last
    assert 0 <= days <= 30


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2009, 10, 15), date(2025, 10, 14), 15),
        (date(2009, 10, 15), date(2025, 10, 15), 16),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2025, 2, 27), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
    ],
)
def test_age_is_full_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


def test_a_period_includes_both_ends_and_is_never_reversed() -> None:
    period = Period(date(2025, 1, 30), date(2025, 2, 2))
    assert period.days == 4
    assert date(2025, 1, 30) in period
    assert date(2025, 2, 2) in period
    assert date(2025, 2, 3) not in period
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2025, 1, 2), date(2025, 1, 1))


def test_meeting_and_splitting_periods() -> None:
    period = Period(date(2025, 1, 30), date(2025, 3, 2))
    assert period.meet(month_of(date(2025, 2, 14))) == month_of(date(2025, 2, 1))
    assert period.meet(Period(date(2025, 3, 3), date(2025, 3, 4))) is None
    assert [part.days for part in period.by_calendar_month()] == [2, 28, 2]


class Weekdays:
    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5

    def is_statutory_holiday(self, day: date) -> bool:
        return False

    def known(self, year: int) -> bool:
        return True


def test_working_days_come_from_the_calendar_passed_in() -> None:
    assert workdays_in(month_of(date(2025, 6, 1)), Weekdays()) == 21
