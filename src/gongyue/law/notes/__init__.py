"""Our own plain-word notes on articles. Never the text of an act: that is installed or not shown.

One YAML file an act, named as in sources.yaml; a key is an article, `47.2` a paragraph, `act`
the whole act. How to write one: docs/how-to/write-a-note.md.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
JURISDICTION = "cn"
LONGEST = 90


@lru_cache(maxsize=1)
def all_notes() -> dict[str, str]:
    """Notes by citation: `cn/labour-contract-law#47`."""
    return read_notes(FOLDER)


def read_notes(folder: Path) -> dict[str, str]:
    """The notes of a folder. Raises ValueError naming the file that is no table of notes."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(rows, dict) or not all(isinstance(v, str) for v in rows.values()):
            raise ValueError(f"{path.name}: article: note, one a line")
        act = f"{JURISDICTION}/{path.stem}"
        found |= {act if key == "act" else f"{act}#{key}": text for key, text in rows.items()}
    return found


def note_on(citation: str) -> str:
    """The note on the paragraph, else on its article, else on the act; empty when there is none."""
    notes = all_notes()
    act, _, place = citation.partition("#")
    article = f"{act}#{place.split('.')[0]}" if place else act
    return notes.get(citation) or notes.get(article) or notes.get(act, "")
