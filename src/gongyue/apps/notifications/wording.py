"""Facts into Chinese text, safely: one line each, bounded, nothing that reverses or hides."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

FACT_LIMIT, SMS_FACT_LIMIT = 300, 24
SIGNATURE = "【工约】"
# Line and paragraph separators, and what changes the direction of the text around it.
HIDDEN = frozenset("\u2028\u2029")


def facts_as_text(facts: Mapping[str, Any]) -> dict[str, str]:
    """Every fact as the text that is kept."""
    return {name: plain(_text(value))[:FACT_LIMIT] for name, value in facts.items()}


def filled(template: str, facts: Mapping[str, str], limit: int = FACT_LIMIT) -> str:
    """The template with its facts, each clipped to `limit` characters."""
    return template.format_map({name: clipped(text, limit) for name, text in facts.items()})


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, the last one saying that there was more."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plain(text: str) -> str:
    """One line without control and format characters (also those that turn text around)."""
    kept = "".join(
        " " if char in HIDDEN or char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return " ".join(kept.split())


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        local = localtime(value)
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else str(value)
