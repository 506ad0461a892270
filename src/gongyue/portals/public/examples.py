"""Worked examples beside a form: the rule's own test cases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from gongyue.law.registry import Rule
from gongyue.law.yamlfile import read_yaml

MOST = 4
SAID = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Example:
    name: str
    query: str  # the facts as the form's address has them


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The first cases that have an answer; empty when the rule has none."""
    return _examples(rule.folder / "cases.yaml")


@lru_cache(maxsize=64)
def _examples(file: Path) -> tuple[Example, ...]:
    cases = read_yaml(file) if file.exists() else []
    shown = [case for case in cases if "value" in case and "refuses" not in case]
    return tuple(Example(case["name"], urlencode(_query(case["facts"]))) for case in shown[:MOST])


def _query(facts: dict[str, Any]) -> dict[str, str]:
    """Lists of periods are written as the fields of the form are named."""
    query: dict[str, str] = {}
    for name, value in facts.items():
        if isinstance(value, list):
            days = [day for pair in value for day in (pair if isinstance(pair, list) else [pair])]
            query |= {f"{name}_{number}": str(day) for number, day in enumerate(days)}
        elif value is not None:
            query[name] = _said(name, value)
    return query


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return SAID[value]
    if isinstance(value, date):
        return value.isoformat()[:7] if name == "month" else value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
