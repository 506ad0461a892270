"""The log's mathematics in memory: 625,000 leaves, 4×, and 16× = 10,000,000; no disk.

Times are of the processor: nothing here waits, and what else the machine does is not its doing.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections.abc import Callable
from random import Random
from typing import Any

NAME = "evidence"
HELP = (
    "存证日志：追加、证明、验证  appending, proofs out of tiles, verifying; 16× = 10,000,000 leaves"
)
LEAVES = 625_000
PROOFS = 500
BATCH = 1_000_000
LIMITS = {"proof_ms_at_10_000_000": 5, "leaves_a_second": 20_000}


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Appending, its memory (traced, so not timed), proofs and their verification."""
    size = LEAVES * args.scale
    appended = _appended(size)  # first: it also imports, which is no memory of appending
    memory = {f"append_peak_kb_of_{BATCH}": _peak_kb(BATCH)}
    return {"limits": LIMITS, "leaves": size, **appended, **memory, **_proved(size)}


def _appended(size: int) -> dict[str, Any]:
    started = time.thread_time()
    _append(size)
    seconds = time.thread_time() - started
    return {
        "append_seconds": round(seconds, 2),
        "append_leaves_a_second": round(size / seconds),
    }


def _append(size: int) -> None:
    """Entries hashed, tiles made and dropped, in one batch."""
    from gongyue.engines.evidence.hashing import SHA256
    from gongyue.engines.evidence.tiling import Edge

    leaves = (SHA256.leaf(i.to_bytes(32, "big")) for i in range(size))
    Edge().extended(leaves, lambda path, data: None)


def _peak_kb(size: int) -> int:
    tracemalloc.start()
    try:
        _append(size)
        return tracemalloc.get_traced_memory()[1] // 1024
    finally:
        tracemalloc.stop()


def _proved(size: int) -> dict[str, Any]:
    """Proofs with a cold reader each, out of tiles in a dict."""
    from gongyue.engines.evidence.hashing import SHA256
    from gongyue.engines.evidence.proofs import consistency, inclusion
    from gongyue.engines.evidence.proofs import root as root_at
    from gongyue.engines.evidence.reading import Tiles
    from gongyue.engines.evidence.tiling import Edge
    from gongyue.engines.evidence.verifying import check_consistency, check_inclusion

    stored: dict[str, bytes] = {}
    leaves = (SHA256.leaf(i.to_bytes(32, "big")) for i in range(size))
    edge = Edge().extended(leaves, stored.__setitem__)
    draw, touched, times = Random(9162), [], _Times()
    root = edge.root()
    for index in (draw.randrange(size) for _ in range(PROOFS)):
        asked: list[str] = []
        reader = Tiles(lambda path, asked=asked: asked.append(path) or stored[path], size)
        proof = times.of("inclusion", lambda reader=reader, i=index: inclusion(reader, i, size))
        touched.append(len(asked))
        leaf = SHA256.leaf(index.to_bytes(32, "big"))
        times.of("verify", lambda p=proof, i=index, h=leaf: check_inclusion(h, i, size, p, root))
    half = size // 2 - 1
    reader = Tiles(stored.__getitem__, size)
    grown = times.of("consistency", lambda: consistency(reader, half, size))
    check_consistency(half, size, grown, (root_at(reader, half), root))
    return {**times.told(), "inclusion_tiles_most": max(touched), "tiles": len(stored)}


class _Times:
    """Milliseconds of named calls."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def of(self, name: str, call: Callable[[], Any]) -> Any:
        started = time.thread_time()
        answer = call()
        self.taken.setdefault(name, []).append(1000 * (time.thread_time() - started))
        return answer

    def told(self) -> dict[str, float]:
        told = {}
        for name, times in self.taken.items():
            times.sort()
            told[f"{name}_ms_p50"] = round(times[len(times) // 2], 3)
            told[f"{name}_ms_p95"] = round(times[len(times) * 95 // 100], 3)
            told[f"{name}_ms_most"] = round(times[-1], 3)
        return told
