"""没有考虑的情况: what a rule does not model, for the reader of its answer."""

from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("not_modelled.yaml")


@lru_cache(maxsize=1)
def _all() -> dict[str, list[str]]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def not_modelled(rule: str) -> tuple[str, ...]:
    return tuple(_all().get(rule, ()))
