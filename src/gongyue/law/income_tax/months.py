"""Withholding through a year: each month the tax on all so far, less what was taken."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.money import to_fen
from gongyue.law.brackets import Brackets

NOTHING = Decimal("0.00")


class Month(NamedTuple):
    """`taxable` and `tax` are of the year so far, not rounded; `withheld` is of the month."""

    taxable: Decimal
    tax: Decimal
    withheld: Decimal


def withheld_by_month(rates: Brackets, nets: Iterable[Decimal]) -> list[Month]:
    """`nets`: what each month adds to the taxable amount, negative where deductions are larger.
    Nothing is paid back within the year: that is for the settlement."""
    months, net, taken = [], Decimal(0), NOTHING
    for added in nets:
        net += added
        taxable = max(net, Decimal(0))
        tax = rates.tax(taxable)
        withheld = max(to_fen(tax) - taken, NOTHING)
        taken += withheld
        months.append(Month(taxable, tax, withheld))
    return months


def monthly(entered: tuple[Decimal, ...], months: int) -> tuple[Decimal, ...]:
    """One sum a month: nothing entered is nothing, one entry is every month's."""
    if len(entered) == 1:
        return entered * months
    return entered or (Decimal(0),) * months


def by_month(*lists: tuple[Decimal, ...]) -> list[tuple[Decimal, ...]]:
    """The sums of each month together."""
    return list(zip(*lists, strict=True))


def months_slip(entered: tuple[Decimal, ...], months: int) -> str | None:
    """What is wrong with the number of entries, in words that follow the name of the field."""
    if len(entered) in (0, 1, months):
        return None
    return f"填了{len(entered)}个月，应填{months}个月，每月一样的只填一个数"
