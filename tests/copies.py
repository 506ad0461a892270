"""A folder that one test after another may spoil: mended between them instead of copied anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

UNTOUCHED = 1_000_000_000  # seconds: no file written today has this time
Seen = tuple[int, int]


class Spoilable:
    """What `fill` puts into the folder is remembered; `mend` brings exactly that back."""

    def __init__(self, folder: Path, fill: Callable[[Path], object]) -> None:
        self.folder = folder
        fill(folder)
        self.folders = {Path(parent) for parent, _, _ in os.walk(folder)}
        self.contents = {path: path.read_bytes() for path in _files(folder)}
        self.seen = {path: self._touched(path) for path in self.contents}

    def mend(self) -> None:
        now = {path: _seen(path) for path in _files(self.folder)}
        for path in now.keys() - self.contents.keys():
            path.unlink()
        for path, seen in self.seen.items():
            if now.get(path) != seen:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.contents[path])
                self.seen[path] = self._touched(path)
        for parent, _, _ in os.walk(self.folder, topdown=False):
            if Path(parent) not in self.folders:
                os.rmdir(parent)
        for parent in self.folders:
            parent.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def _touched(path: Path) -> Seen:
        os.utime(path, (UNTOUCHED, UNTOUCHED))
        return _seen(path)


def _seen(path: Path) -> Seen:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _files(folder: Path) -> list[Path]:
    return [Path(parent, name) for parent, _, names in os.walk(folder) for name in names]
