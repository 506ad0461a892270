"""Last days of periods: put off where they fall on a day of rest; periods in days of work."""

from datetime import date

from gongyue.kernel.dates import ONE_DAY
from gongyue.law.holidays import work_calendar
from gongyue.law.rulebook import Work

NOT_ANNOUNCED = "{year}年的放假调休安排还没有收录，那一年按周末和法定节日推算，请核对。"


def moved(w: Work, label: str, day: date, *articles: str, key: str | None = None) -> date:
    """The day itself, or the first day of work after the days of rest it falls into."""
    calendar, last = work_calendar(), day
    while not calendar.is_workday(last):
        last += ONE_DAY
    warn_of_unknown_years(w, day, last)
    return w.step(label, last, *articles, key=key)


def after_workdays(w: Work, day: date, count: int) -> date:
    """The last of so many days of work after a day; before it where the count is negative."""
    calendar, step, last = work_calendar(), (ONE_DAY if count > 0 else -ONE_DAY), day
    for _ in range(abs(count)):
        last += step
        while not calendar.is_workday(last):
            last += step
    warn_of_unknown_years(w, min(day, last), max(day, last))
    return last


def warn_of_unknown_years(w: Work, first: date, last: date) -> None:
    """Say so where the notice of a year is not known."""
    for year in range(first.year, last.year + 1):
        if not work_calendar().known(year):
            w.doubt(NOT_ANNOUNCED.format(year=year))
