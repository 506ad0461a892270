"""Has paper read by a child process and takes the answer, or says why there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from gongyue.engines.workbook.models import Limits
from gongyue.engines.workbook.refusals import refuse
from gongyue.engines.workbook.scanned.models import Scan

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")


def is_paper(content: bytes) -> bool:
    """Whether a file is a picture or a PDF."""
    if content.startswith(b"RIFF"):
        return content[8:12] == b"WEBP"
    return content.startswith(_PICTURES) or content[:1_024].lstrip().startswith(b"%PDF")


def scan_file(content: bytes, limits: Limits) -> Scan:
    """Read a picture or a PDF. Raises UnreadableWorkbook.

    Takes about two seconds for a page that must be recognised, and stops at limits.scan_seconds.
    """
    if len(content) > limits.file_bytes:
        raise refuse("file.too_large", limit=limits.file_bytes // 1_000_000)
    with tempfile.TemporaryDirectory(prefix="gongyue-scan-") as folder:
        path = Path(folder) / "paper"
        path.write_bytes(content)
        told = _ask(path, limits)
    try:
        answer = json.loads(told)
    except ValueError as error:
        raise refuse("scan.failed") from error
    if "refused" in answer:
        raise refuse(answer["refused"], limit=limits.scan_pages)
    scan = Scan.from_json(answer)
    if not scan.sheets:
        raise refuse("scan.nothing")
    return scan


def _ask(path: Path, limits: Limits) -> bytes:
    command = [
        sys.executable, "-I", "-X", "utf8", "-m", "gongyue.engines.workbook.scanned.child",
        str(path), str(limits.scan_pages), str(limits.scan_pixels), str(limits.scan_memory_bytes),
    ]  # fmt: skip
    kept = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")  # and none of our keys
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=limits.scan_seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise refuse("scan.too_slow", limit=limits.scan_seconds) from error
    if done.returncode != 0:
        raise refuse("scan.failed")
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else b""
