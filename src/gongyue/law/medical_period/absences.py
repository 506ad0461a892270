"""Days off within the window: when the medical period is used up."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from gongyue.kernel.dates import ONE_DAY, Period, period_end

DAYS_A_MONTH = 30  # for spells that are added up; the rules give months only


class Spent(NamedTuple):
    """`taken`: calendar days off within the window, rest days and holidays included.

    `last_day`: on which the period is used up; None where the days given do not reach it,
    then `left` days remain.
    `unbroken`: one spell without a gap, counted in calendar months.
    """

    taken: int
    last_day: date | None
    left: int
    unbroken: bool


def spent(first: date, months: int, window: int, spells: Iterable[tuple[date, date]]) -> Spent:
    """What of the medical period is used up; spells after the window begin a new one."""
    whole = Period(first, period_end(first, window))
    inside = [met for spell in joined(spells) if (met := Period(*spell).meet(whole))]
    taken = sum(period.days for period in inside)
    if len(inside) == 1:
        end = period_end(first, months)
        left = (end - inside[0].last).days
        return Spent(taken, end if left <= 0 else None, max(left, 0), True)
    left = max(months * DAYS_A_MONTH - taken, 0)
    return Spent(taken, _reached(inside, months * DAYS_A_MONTH), left, False)


def joined(spells: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spells in order, those that touch or overlap made one."""
    run: list[tuple[date, date]] = []
    for first, last in sorted(spells):
        if run and first <= run[-1][1] + ONE_DAY:
            run[-1] = run[-1][0], max(last, run[-1][1])
        else:
            run.append((first, last))
    return run


def _reached(periods: list[Period], days: int) -> date | None:
    for period in periods:
        if period.days >= days:
            return period.first + timedelta(days=days - 1)
        days -= period.days
    return None
