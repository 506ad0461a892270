"""What the rulebook holds today, item by item, and how that differs from what it held before."""

from gongyue.law.tracking.differences import Difference, Kind, differences
from gongyue.law.tracking.earlier import book_with
from gongyue.law.tracking.items import Item, Standing, items_of, standing_of
from gongyue.law.tracking.readers import rules_reading
from gongyue.law.tracking.telling import said_of

__all__ = [
    "Difference",
    "Item",
    "Kind",
    "Standing",
    "book_with",
    "differences",
    "items_of",
    "rules_reading",
    "said_of",
    "standing_of",
]
