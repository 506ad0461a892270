"""Whether an answer offered says what was found."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from gongyue.apps.knowledge.worded.reading import Answered
from gongyue.engines.reading import Kind, Quantity, folded, quantities, worked_sum

FREE: tuple[Kind, ...] = ("number", "pieces")  # written without a unit
YUAN_MATTER_FROM = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """One answer: its number, with the kind where it has a unit."""

    text: str
    found: tuple[Quantity, ...]
    worked: Decimal | None

    @classmethod
    def of(cls, text: str) -> "Offered":
        plain = folded(text).rstrip("。；，.;")
        result = re.split("[=＝]", plain)[-1]
        return cls(plain, tuple(quantities(result, year=2000)), _worked(plain))

    def says(self, answered: Answered, off_by: Decimal = Decimal(0)) -> bool:
        kind, value = answered
        if isinstance(value, date):
            return [q.day for q in self.found if q.kind == "day"] == [value]
        return any(self._near(amount, value, off_by) for amount in self._amounts(kind))

    def _amounts(self, kind: Kind) -> list[Decimal]:
        own = [q.amount for q in self.found if q.kind == kind or q.kind in FREE]
        if len(own) > 1:
            own = []  # two figures are two statements, not one answer
        days = any(q.kind in ("day", "month") for q in self.found)
        return own or (
            [self.worked] if self.worked is not None and not days and not self.found else []
        )

    def _near(self, amount: Decimal, value: Decimal, off_by: Decimal) -> bool:
        """Equal as far as the answer is written."""
        if value >= YUAN_MATTER_FROM and abs(amount - value) <= abs(value) * off_by:
            return True
        places = Decimal(1).scaleb(int(amount.as_tuple().exponent)) if amount % 1 else Decimal(1)
        if value < YUAN_MATTER_FROM and not amount % 1:
            return amount == value
        return amount == value.quantize(places, ROUND_HALF_UP)


def _worked(plain: str) -> Decimal | None:
    left, *right = re.split("[=＝]", plain)
    return worked_sum(right[-1]) if right else worked_sum(left)
