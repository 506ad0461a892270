"""Our own plain-word notes on articles. Never the text of an act: that is imported or not shown."""

from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("notes.yaml")


@lru_cache(maxsize=1)
def all_notes() -> dict[str, str]:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def note_on(citation: str) -> str:
    """The note on the paragraph, else on its article, else on the act; empty when there is none."""
    notes = all_notes()
    act, _, place = citation.partition("#")
    article = f"{act}#{place.split('.')[0]}" if place else act
    return notes.get(citation) or notes.get(article) or notes.get(act, "")
