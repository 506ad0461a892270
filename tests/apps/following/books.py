"""Rulebooks that differ from the one shipped, and changes as the system notices them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from gongyue.apps.following.models import LawChange
from gongyue.apps.following.noticing import notice_changes
from gongyue.law.rulebook import BOOK, Rulebook
from gongyue.law.tracking import book_with, items_of
from tests.cast import AT

CITY = "value:430100:minimum_wage.monthly"
COUNTY = "value:430121:minimum_wage.monthly"
RATE = "value:cn:pension.worker_rate"


def content(key: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(items_of(BOOK)[key].content)
    return found


def book_without_last(key: str) -> Rulebook:
    """As if the newest row were not there yet."""
    whole = content(key)
    return book_with(BOOK, {key: {**whole, "rows": whole["rows"][:-1]}})


def book_with_row(key: str, **row: Any) -> Rulebook:
    """With something else in the newest row."""
    whole = content(key)
    last = {**whole["rows"][-1], **row}
    return book_with(BOOK, {key: {**whole, "rows": [*whole["rows"][:-1], last]}})


def noticed(key: str = CITY, at: datetime = AT) -> list[LawChange]:
    """The newest row of a table has just come with an upgrade."""
    notice_changes(at=at - timedelta(days=1), book=book_without_last(key))
    return notice_changes(at=at)
