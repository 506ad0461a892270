"""Where a little more bonus leaves less: above a limit the higher rate falls on the whole sum."""

from decimal import Decimal
from typing import NamedTuple

from gongyue.kernel.money import to_fen
from gongyue.law.brackets import Brackets

YEAR = 12


class Cliff(NamedTuple):
    """A smaller bonus that leaves more, and how much more."""

    bonus: Decimal
    gain: Decimal


def bonus_tax_alone(rates: Brackets, bonus: Decimal) -> Decimal:
    """The twelfth finds the row; its rate falls on the whole, the quick deduction once."""
    row = rates.row(bonus / YEAR)
    return to_fen(bonus * rates.rates[row] - rates.quick[row])


def cliff_below(rates: Brackets, bonus: Decimal) -> Cliff | None:
    """The limit below the bonus, where stopping there would have left more."""
    row = rates.row(bonus / YEAR)
    if not row:
        return None
    limit = rates.limits[row - 1] * YEAR
    gain = (limit - bonus_tax_alone(rates, limit)) - (bonus - bonus_tax_alone(rates, bonus))
    return Cliff(limit, to_fen(gain)) if gain > 0 else None
