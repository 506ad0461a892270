"""Canonical JSON: one text for one value, so that digests and comparisons agree.

Keys sorted, no spaces, dates in ISO form, Decimal as a string in plain notation, no floats.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any


def plain(value: object) -> Any:
    """The value in JSON's own types. Raises TypeError for floats and unknown types."""
    if isinstance(value, Enum):
        return plain(value.value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


def decimal_text(number: Decimal) -> str:
    """Plain notation without exponent. Raises ValueError for NaN and infinity."""
    if not number.is_finite():
        raise ValueError("only finite numbers have a canonical form")
    return format(number, "f")


def dumps_canonical(value: object) -> str:
    """The canonical JSON text of a value."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys are text, not {type(key).__name__}")
    return key
