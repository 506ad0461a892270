"""The check-up of a large firm: 10,000 people with a year of payroll, and CSV to 100,000."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

NAME = "checkup"
HELP = "用工体检：一万人十二个月工资  10,000 people × 12 payroll sheets; CSV at 1×, 4×, 16×"
PEOPLE = 10_000
CSV_PEOPLE = 6_250
LIMITS = {"seconds": 8, "peak_mb": 700}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to measure."""
    parser.add_argument("--only-read", action="store_true", help="只读表，不体检  reading only")
    parser.add_argument(
        "--people", type=int, default=PEOPLE, help="xlsx 的人数  people in the xlsx"
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Build the files, then measure each in a child process."""
    from gongyue.cli.bench._checkup_files import write_csv, write_xlsx

    what = "read" if args.only_read else "checkup"
    with tempfile.TemporaryDirectory(prefix="gongyue-bench-") as folder:
        book = Path(folder) / "2025.xlsx"
        write_xlsx(book, args.people)
        measured: dict[str, Any] = {"xlsx_12_months": measure(book, what), "limits": LIMITS}
        for scale in (1, 4, 16):
            if scale <= args.scale:
                path = Path(folder) / f"{scale}.csv"
                write_csv(path, CSV_PEOPLE * scale)
                measured[f"csv_{scale}x"] = measure(path, what)
    return measured


def measure(path: Path, what: str) -> dict[str, Any]:
    """One file in one child; microseconds of processor time a person beside the totals."""
    command = [sys.executable, "-m", "gongyue.cli.bench._checkup_child", str(path), what]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    found["cpu_microseconds_a_person"] = round(found["cpu_seconds"] / found["people"] * 1_000_000)
    return found
