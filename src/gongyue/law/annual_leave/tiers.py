"""Which entitlement goes with how many years of work (Regulation on Paid Annual Leave, 3)."""

from datetime import date
from decimal import Decimal

from gongyue.kernel.dates import ONE_DAY, Period, period_end

TIERS = (
    (20, "annual_leave.days_from_20_years"),
    (10, "annual_leave.days_from_10_years"),
    (1, "annual_leave.days_from_1_year"),
)


def leave_tier(years: Decimal | int) -> str | None:
    """The parameter that gives the days for so many years of work; None under one year."""
    return next((name for least, name in TIERS if years >= least), None)


def pieces_by_tier(since: date, served: Period) -> list[tuple[Period, str | None]]:
    """The served days, cut at the days on which 1, 10 and 20 years are full."""
    pieces: list[tuple[Period, str | None]] = []
    first, tier = served.first, None
    for years in (1, 10, 20):
        reached = period_end(since, 12 * years) + ONE_DAY
        if reached > served.last:
            break
        if reached > first:
            pieces.append((Period(first, reached - ONE_DAY), tier))
            first = reached
        tier = leave_tier(years)
    return [*pieces, (Period(first, served.last), tier)]
