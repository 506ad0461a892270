"""Order time: orders done at the same time count once (guidelines of 2023, Article 4)."""

from collections.abc import Iterable


def order_minutes(orders: Iterable[tuple[int, int]]) -> int:
    """Minutes covered by at least one order; each from its first to its last minute of the day,
    counted from midnight, past 1440 after the next one. Raises ValueError for an order that ends
    before it begins."""
    total, reached = 0, -1
    for first, last in sorted(orders):
        if last < first:
            raise ValueError(f"an order from {first} to {last}")
        total += max(0, last - max(first, reached))
        reached = max(reached, last)
    return total
