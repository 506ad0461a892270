"""为什么问这个: why a form needs a fact."""

from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("reasons.yaml")


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def why_asked(field: str) -> str:
    return _reasons().get(field, "")
