"""Stamps: a step whose inputs have not changed since it last *finished* is not done again.

A stamp holds a digest of the inputs and is written only after the step succeeded, so a step cut
off half-way is simply done anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(paths: Iterable[Path], *facts: str) -> str:
    """A digest of the contents of `paths` (folders count with all files in them) and `facts`."""
    total = hashlib.sha256()
    for fact in facts:
        total.update(f"{fact}\0".encode())
    for path in sorted(_files(paths)):
        total.update(f"{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from (inner for inner in path.rglob("*") if inner.is_file())
        elif path.is_file():
            yield path


class Stamp:
    """One stamp file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def says(self, value: str) -> bool:
        """True when the step was finished with exactly these inputs."""
        try:
            return self.path.read_text(encoding="utf-8").strip() == value
        except (OSError, UnicodeDecodeError):
            return False

    def write(self, value: str) -> None:
        """Remember that the step finished."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(f"{value}\n", encoding="utf-8")

    def forget(self) -> None:
        """The step is about to be done: until it finishes, nothing is true."""
        self.path.unlink(missing_ok=True)
