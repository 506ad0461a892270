"""From `make run` to the first page: in a fresh copy, and the second time."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

NAME = "start"
HELP = "从 make run 到第一页  from `make run` to the first page (fresh, then again; git, network)"
PATIENCE_SECONDS = 600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to copy from and on which port to serve."""
    parser.add_argument("--source", type=Path, default=Path.cwd(), help="工作副本  working copy")
    parser.add_argument("--port", type=int, default=8771)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Clone the committed state into an empty folder with an empty home, and start it twice."""
    folder = Path(tempfile.mkdtemp(prefix="gongyue-start-"))
    try:
        clone = ["git", "clone", "-q", "--no-hardlinks", str(args.source), str(folder / "copy")]
        subprocess.run(clone, check=True)
        (folder / "home").mkdir()
        fresh = _start(folder, args.port)
        again = _start(folder, args.port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "fresh_seconds": fresh,
        "fresh_limit_seconds": 240,
        "second_seconds": again,
        "second_limit_seconds": 8,
    }


def _start(folder: Path, port: int) -> float | None:
    """Seconds until the first page answered; None when it never did."""
    from gongyue.cli.serve import answers

    keep = ("PATH", "LANG", "PIP_CERT", "SSL_CERT_FILE", "HTTPS_PROXY", "PIP_INDEX_URL")
    env = {name: value for name, value in os.environ.items() if name in keep}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=folder / "copy",
        env={**env, "HOME": str(folder / "home")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        while time.monotonic() - began < PATIENCE_SECONDS and process.poll() is None:
            if answers(port):
                return round(time.monotonic() - began, 2)
            time.sleep(0.1)
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=30)
