"""The gross wage that leads to a wanted net wage or stays within a budget, to the fen.

Between two fen the year's net may fall by what several contributions round up together: so few
that the halves find the neighbourhood, and looking at each fen of it finds the first.
"""

from collections.abc import Callable
from decimal import Decimal

MOST = 10_000_000_000  # fen: the largest wage anybody may enter
NEAR = 40  # fen that roundings can move the answer

Reaches = Callable[[Decimal], bool]


def least(reaches: Reaches) -> Decimal | None:
    """The smallest amount that reaches; None where not even the largest does."""
    if not reaches(_yuan(MOST)):
        return None
    low, high = -1, MOST
    while high - low > 1:
        middle = (low + high) // 2
        if reaches(_yuan(middle)):
            high = middle
        else:
            low = middle
    return next(_yuan(fen) for fen in range(max(high - NEAR, 0), high + 1) if reaches(_yuan(fen)))


def most(stays: Reaches) -> Decimal | None:
    """The largest amount that stays within; None where not even nothing does."""
    if not stays(Decimal(0)):
        return None
    low, high = 0, MOST + 1
    while high - low > 1:
        middle = (low + high) // 2
        if stays(_yuan(middle)):
            low = middle
        else:
            high = middle
    return next(
        _yuan(fen) for fen in range(min(low + NEAR, MOST), low - 1, -1) if stays(_yuan(fen))
    )


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)
