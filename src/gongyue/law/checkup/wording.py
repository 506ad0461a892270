"""Days, months and numbers as a Chinese reader writes them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

MONTHS_NAMED = 6


def zh(day: date | None) -> str:
    """2025-03-01 → 2025年3月1日."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def zh_month(month: date | None) -> str:
    """2025-03-01 → 2025年3月; 所列月份 when it is not known."""
    return "所列月份" if month is None else f"{month.year}年{month.month}月"


def zh_months(months: Sequence[date | None]) -> str:
    """One month by its name; several by the first names and their number."""
    names = [zh_month(month) for month in months]
    if len(names) == 1:
        return names[0]
    return (
        "、".join(names[:MONTHS_NAMED])
        + ("等" if len(names) > MONTHS_NAMED else "")
        + (f"共{len(names)}个月")
    )


def plain(number: Decimal) -> str:
    """36.50 → 36.5."""
    return format(number.normalize(), "f")
