"""The cache the web processes share: nothing counted is lost, whoever counts at the same moment."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from gongyue.config.caches import SharedFiles

TIMES = 60


def _count(folder: str) -> None:
    cache = SharedFiles(folder, {})
    for _ in range(TIMES):
        if not cache.add("key", 1, timeout=60):
            cache.incr("key")


def test_two_processes_count_together(tmp_path: Path) -> None:
    context = get_context("spawn")
    both = [context.Process(target=_count, args=(str(tmp_path),)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert SharedFiles(str(tmp_path), {}).get("key") == 2 * TIMES


def test_counting_keeps_the_end(tmp_path: Path) -> None:
    cache = SharedFiles(str(tmp_path), {})
    assert cache.add("key", 1, timeout=60) and not cache.add("key", 5, timeout=60)
    assert cache.incr("key", 3) == 4 == cache.get("key")
    cache.set("gone", 1, timeout=-1)
    for key in ("gone", "never"):
        with pytest.raises(ValueError, match="not found"):
            cache.incr(key)
    assert cache.add("gone", 1, timeout=60)
