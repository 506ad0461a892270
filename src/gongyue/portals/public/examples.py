"""Worked examples beside a form: the rule's own test cases."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from gongyue.law.facts import Facts
from gongyue.law.registry import Rule
from gongyue.law.yamlfile import read_yaml
from gongyue.portals.shared.places import place_choices

MOST = 4
SAID = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Example:
    name: str
    place: str
    query: str  # the facts as the form's address has them


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The first cases that have an answer; empty when the rule has none."""
    offered = {code for code, _ in place_choices()}
    found = _examples(rule.facts_class, rule.folder / "cases.yaml")
    return tuple(example for example in found if example.place in offered)[:MOST]


@lru_cache(maxsize=64)
def _examples(facts_class: type[Facts], file: Path) -> tuple[Example, ...]:
    taken = {f.name: f.default for f in fields(facts_class) if f.default not in (MISSING, None)}
    cases = read_yaml(file) if file.exists() else []
    shown = [case for case in cases if "value" in case and "refuses" not in case]
    return tuple(_example(case["name"], taken | case["facts"]) for case in shown)


def _example(name: str, facts: dict[str, Any]) -> Example:
    return Example(name, facts["place"], urlencode(wire_of(facts)))


def wire_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """Facts as a form sends them; lists of periods as its fields are named."""
    query: dict[str, str] = {}
    for name, value in facts.items():
        if isinstance(value, list | tuple):
            days = [day for pair in value for day in _both(pair)]
            query |= {f"{name}_{number}": str(day) for number, day in enumerate(days)}
        elif value is not None:
            query[name] = _said(name, value)
    return query


def _both(pair: Any) -> list[Any]:
    return list(pair) if isinstance(pair, list | tuple) else [pair]


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return SAID[value]
    if isinstance(value, date):
        return value.isoformat()[:7] if name == "month" else value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)
