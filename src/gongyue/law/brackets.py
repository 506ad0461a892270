"""Progressive rates, as a table in the parameters writes them: 不超过36000元 3%；…；其余 45%."""

import re
from bisect import bisect_left
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

ROW = re.compile(r"不超过(\d+)元 (\d+)%")
REST = re.compile(r"其余 (\d+)%")
HUNDRED = Decimal(100)


class Brackets(NamedTuple):
    """`limits` are the most each row but the last reaches; `quick` what is taken off again."""

    limits: tuple[Decimal, ...]
    rates: tuple[Decimal, ...]
    quick: tuple[Decimal, ...]

    def row(self, amount: Decimal) -> int:
        """The row an amount falls into; a limit belongs to the row it ends."""
        return bisect_left(self.limits, amount)

    def tax(self, amount: Decimal) -> Decimal:
        """Exact, not rounded."""
        row = bisect_left(self.limits, amount)
        return amount * self.rates[row] - self.quick[row]


@lru_cache(maxsize=64)
def brackets(text: str) -> Brackets:
    """Raises ValueError when the text is no table of rising limits and rates."""
    *rows, last = text.split("；")
    found, rest = [ROW.fullmatch(row) for row in rows], REST.fullmatch(last)
    if rest is None or not all(found):
        raise ValueError(f"not a table of rates: {text[:60]!r}")
    limits = tuple(Decimal(row[1]) for row in found if row)
    rates = (*(Decimal(row[2]) / HUNDRED for row in found if row), Decimal(rest[1]) / HUNDRED)
    if list(limits) != sorted(set(limits)) or list(rates) != sorted(set(rates)):
        raise ValueError(f"limits and rates must rise: {text[:60]!r}")
    return Brackets(limits, rates, _quick(limits, rates))


def _quick(limits: tuple[Decimal, ...], rates: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """What makes the tax at the beginning of a row that at the end of the row before."""
    quick = [Decimal(0)]
    for row, limit in enumerate(limits):
        quick.append(quick[-1] + limit * (rates[row + 1] - rates[row]))
    return tuple(quick)
