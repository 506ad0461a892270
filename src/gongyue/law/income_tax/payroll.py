"""The tax of a whole payroll: whole fen in, whole fen out, the same figures as the rules.

    scale = scale_on(date(2025, 1, 1))
    withhold_year(scale, incomes=[800_000] * 12, deducted=[200_000] * 12)   # [3000, 3000, …]

No facts, no working: for programmes that withhold for thousands at once. The rules `wage_tax` and
`wage_tax_year` explain each figure.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongyue.kernel.money import fen
from gongyue.law.brackets import brackets
from gongyue.law.rulebook import Rulebook, default_book

NATION = "110000"  # the tables are those of the whole country, wherever one asks
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """Limits and quick deductions in fen, rates in hundredths, the basic deduction of a month."""

    limits: tuple[int, ...]
    rates: tuple[int, ...]
    quick: tuple[int, ...]
    basic: int

    def tax(self, taxable: int) -> int:
        """Rounded half up to the fen."""
        row = bisect_left(self.limits, taxable)
        return (taxable * self.rates[row] - self.quick[row] + 50) // HUNDRED


def scale_on(day: date, book: Rulebook | None = None) -> Scale:
    """What applies to wages paid on that day. Raises a Refusal where it is not known."""
    w = (book or default_book()).open(on=day, place=NATION, trace=False)
    rates = brackets(w.use_text("income_tax.comprehensive"))
    return Scale(
        tuple(fen(limit) for limit in rates.limits),
        tuple(int(rate * HUNDRED) for rate in rates.rates),
        tuple(fen(quick) * HUNDRED for quick in rates.quick),
        fen(w.use("income_tax.basic_month")),
    )


def withhold_year(scale: Scale, incomes: Sequence[int], deducted: Sequence[int]) -> list[int]:
    """What is withheld in each month from the first at this employer; all sums in fen.

    `deducted`: special and additional deductions and tax-free income of the month, without the
    basic deduction. Raises ValueError when the two do not have the same months.
    """
    limits, rates, quick, basic = scale.limits, scale.rates, scale.quick, scale.basic
    net, taken, withheld = 0, 0, []
    for income, off in zip(incomes, deducted, strict=True):
        net += income - off - basic
        due = 0
        if net > 0:
            row = bisect_left(limits, net)
            due = (net * rates[row] - quick[row] + 50) // HUNDRED - taken
        if due > 0:
            taken += due
            withheld.append(due)
        else:
            withheld.append(0)
    return withheld
