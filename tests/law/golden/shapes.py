"""How a case finds its rule: a topic and its input keys name an adapter, which asks the rule."""

from collections.abc import Callable
from datetime import date
from typing import Any

from gongyue.law.registry import evaluate
from gongyue.law.rulebook import Outcome

CHANGSHA = "430100"
COUNTIES = {"长沙县": "430121", "浏阳": "430181", "宁乡": "430182"}
FIRST = date(2025, 1, 1)
Answer = dict[str, Any]
SHAPES: dict[tuple[str, frozenset[str]], Callable[..., Answer]] = {}


class Unsupported(Exception):
    """No rule answers this shape."""


def shape(topic: str, *keys: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    def register(adapter: Callable[..., Answer]) -> Callable[..., Answer]:
        SHAPES[topic, frozenset(keys)] = adapter
        return adapter

    return register


def ask(rule: str, **facts: Any) -> Outcome:
    return evaluate(rule, {"place": CHANGSHA, **facts})


def area_code(area: str) -> str:
    return next((code for name, code in COUNTIES.items() if name in area), CHANGSHA)
