"""Progressive rates by slices: each part of the amount at its own rate. The tables as the Tax
Law of 2018 and the notices print them, without quick deductions."""

from datetime import date
from fractions import Fraction

TAX_LAW = date(2019, 1, 1)
# The upper end of each slice and its rate in hundredths; None: without end.
Slices = tuple[tuple[int | None, int], ...]
COMPREHENSIVE: Slices = (
    (36_000, 3), (144_000, 10), (300_000, 20), (420_000, 25), (660_000, 30), (960_000, 35),
    (None, 45),
)  # fmt: skip
BUSINESS: Slices = ((30_000, 5), (90_000, 10), (300_000, 20), (500_000, 30), (None, 35))
SERVICES: Slices = ((20_000, 20), (50_000, 30), (None, 40))


def by_slices(amount: Fraction, slices: Slices) -> Fraction:
    """The exact tax."""
    tax, reached = Fraction(0), Fraction(0)
    for end, rate in slices:
        top = amount if end is None else min(amount, Fraction(end))
        tax += max(top - reached, Fraction(0)) * rate / 100
        reached = max(reached, top)
    return tax


def rate_of(amount: Fraction, slices: Slices) -> Fraction:
    """The rate of the slice in which an amount ends."""
    found = next(rate for end, rate in slices if end is None or amount <= end)
    return Fraction(found, 100)


def above(amount: Fraction) -> Fraction:
    """Never below nought."""
    return max(amount, Fraction(0))
