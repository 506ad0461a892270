"""Runs in a process of its own, so that its peak memory is the check-up's and nothing else's."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

ON = date(2025, 10, 20)
PLACE = "430102"
MEGABYTE_OF_KILOBYTES = 1_000


def main(path: Path, what: str) -> dict[str, Any]:
    """Read or check up one file; seconds, processor seconds, peak memory."""
    began, used = time.perf_counter(), time.process_time()
    result = _check(path) if what == "checkup" else _read(path)
    return result | {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE_OF_KILOBYTES,
    }


def _read(path: Path) -> dict[str, Any]:
    from gongyue.engines.workbook import read

    book = read(path, name=path.name, on=ON)
    rows = sum(len(sheet.rows) for sheet in book.sheets)
    return {"people": len(book.people), "rows": rows, "problems": len(book.problems)}


def _check(path: Path) -> dict[str, Any]:
    from gongyue.apps.checkup.run import run

    found = run(path, name=path.name, place=PLACE, on=ON).to_json()
    return {"people": found["people"], "findings": len(found["findings"])}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
