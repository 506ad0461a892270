"""The cache that the web processes of one machine share: small files in the data folder."""

import os
import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

SHARDS = 16  # locks, so that two callers seldom wait for each other


class SharedFiles(FileBasedCache):
    """As Django's, but two processes that add or count at the same moment both count."""

    def add(self, key: str, value: Any, timeout: Any = 300, version: Any = None) -> bool:
        with self._alone(key, version):
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Keeps the time at which the entry ends. Raises ValueError where there is none."""
        with self._alone(key, version):
            path = Path(self._key_to_file(key, version))
            ends, value = _held(path)
            if ends is None or ends < time.time():
                raise ValueError(f"Key '{key}' not found")
            new = path.with_suffix(".new")
            new.write_bytes(_packed(ends, value + delta))
            new.replace(path)  # whoever reads without a lock never sees half of it
            return int(value + delta)

    @contextmanager
    def _alone(self, key: str, version: int | None) -> Iterator[None]:
        self._createdir()
        name = os.path.basename(self._key_to_file(key, version))
        lock = Path(self._dir) / f"{int(name[0], 16) % SHARDS:x}.lock"
        with lock.open("ab") as held:
            locks.lock(held, locks.LOCK_EX)
            yield


def _held(path: Path) -> tuple[float | None, int]:
    try:
        with path.open("rb") as stream:
            ends = pickle.load(stream)
            return ends, pickle.loads(zlib.decompress(stream.read()))
    except (FileNotFoundError, EOFError):
        return None, 0


def _packed(ends: float, value: int) -> bytes:
    """As Django's file cache writes an entry, so that it can read it."""
    protocol = pickle.HIGHEST_PROTOCOL
    return pickle.dumps(ends, protocol) + zlib.compress(pickle.dumps(value, protocol))
