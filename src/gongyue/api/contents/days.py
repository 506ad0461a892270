"""The day a question is about; today in Shanghai where it names none. Works without Django."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongyue.law.rulebook import BadFacts

SHANGHAI = ZoneInfo("Asia/Shanghai")
EARLIEST, LATEST = date(1949, 10, 1), date(2999, 12, 31)


def today() -> date:
    return datetime.now(SHANGHAI).date()


def day_meant(text: str | None) -> date:
    """Raises BadFacts naming `on`."""
    if not text:
        return today()
    try:
        day = date.fromisoformat(text) if len(text) == len("2025-06-30") else None
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        raise BadFacts("“on”应为日期，写成2025-06-30这样。", field="on")
    return day
