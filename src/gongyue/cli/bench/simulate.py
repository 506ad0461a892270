"""A simulated city: seconds and peak memory at 1×, 4× and 16× of 1,250 firms and 24 months."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

NAME = "simulate"
HELP = "模拟城市的时间与内存  time and memory of a simulated city (scale 16: 20,000 firms)"
FIRMS, MONTHS = 1_250, 24
# Each size in a process of its own: a peak of memory never goes down.
CHILD = """
import json, resource, sys, time
from pathlib import Path
from gongyue.cli.bench._firm import peak_megabytes
from gongyue.cli.simulate.settings import Settings
from gongyue.cli.simulate.writing import simulate
out, firms, months = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
began, busy = time.perf_counter(), time.process_time()
told = simulate(out, firms=firms, months=months, seed=1, settings=Settings())
print(json.dumps({
    "firms": firms,
    "seconds": round(time.perf_counter() - began, 1),
    "cpu_seconds": round(time.process_time() - busy, 1),
    "peak_megabytes": peak_megabytes(),
    "rows": sum(told["rows"].values()),
    "megabytes_on_disk": sum(f.stat().st_size for f in out.rglob("*.parquet")) // 1_000_000,
}))
"""


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Every size up to the scale asked for."""
    return {
        "months": MONTHS,
        "sizes": [_measured(FIRMS * times) for times in (1, 4, 16) if times <= args.scale],
    }


def _measured(firms: int) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="gongyue-city-"))
    try:
        command = [sys.executable, "-c", CHILD, str(folder / "city"), str(firms), str(MONTHS)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        measured: dict[str, Any] = json.loads(done.stdout)
        return measured
    finally:
        shutil.rmtree(folder, ignore_errors=True)
