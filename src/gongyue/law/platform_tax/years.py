"""The months of a list, year by year: each January the count begins anew. What follows a month
without pay inside a year is not settled: each reading is worked out."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from gongyue.kernel.dates import add_months
from gongyue.law.brackets import Brackets
from gongyue.law.income_tax import Month, withheld_by_month

NONE = Month(Decimal(0), Decimal(0), Decimal("0.00"))


class Paid(NamedTuple):
    """A month, what was paid in it, and what of that counts before the monthly deduction."""

    first: date
    income: Decimal
    counted: Decimal


class Row(NamedTuple):
    """`number`: the how-manieth month of the year in a row; 0 where nothing was paid."""

    paid: Paid
    number: int
    month: Month


Count = Callable[[list[Paid]], Iterator[list[Paid]]]


def months_from(first: date, incomes: tuple[Decimal, ...], off: list[Decimal]) -> list[Paid]:
    """`off`: cost, tax-free income and other deductions of each month."""
    pairs = enumerate(zip(incomes, off, strict=True))
    return [Paid(add_months(first, n), income, income - less) for n, (income, less) in pairs]


def rows(rates: Brackets, basic: Decimal, paid: list[Paid], count: Count) -> list[Row]:
    """Every month with what is withheld; years apart, runs as `count` sees them."""
    found: list[Row] = []
    for _, months in groupby(paid, key=lambda month: month.first.year):
        for run in count(list(months)):
            found += _run(rates, basic, run)
    return found


def _run(rates: Brackets, basic: Decimal, run: list[Paid]) -> Iterator[Row]:
    if not any(month.income for month in run):
        yield from (Row(month, 0, NONE) for month in run)
        return
    found = withheld_by_month(rates, (month.counted - basic for month in run))
    for number, (month, done) in enumerate(zip(run, found, strict=True), 1):
        yield Row(month, number, done)


def restarting(months: list[Paid]) -> Iterator[list[Paid]]:
    """A month without pay ends the run: the next one begins with everything at nought."""
    for _, run in groupby(months, key=lambda month: bool(month.income)):
        yield list(run)


def going_on(months: list[Paid]) -> Iterator[list[Paid]]:
    """From the first pay of the year to the last every month counts, paid or not."""
    paid = [n for n, month in enumerate(months) if month.income]
    begun, ended = (paid[0], paid[-1] + 1) if paid else (0, 0)
    yield from (part for part in (months[:begun], months[begun:ended], months[ended:]) if part)


def paid_only(months: list[Paid]) -> Iterator[list[Paid]]:
    """Only the months with pay count, all together."""
    yield from ([month] for month in months if not month.income)
    if paid := [month for month in months if month.income]:
        yield paid


READINGS: tuple[Count, ...] = (restarting, going_on, paid_only)
