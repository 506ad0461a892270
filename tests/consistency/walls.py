"""The import contracts, checked on any working copy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


def broken_walls(root: Path) -> list[str]:
    """Names of the import contracts that do not hold in the copy at `root`."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(linter), "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return []
    broken = re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE)
    return broken or [f"lint-imports failed: {done.stdout[-600:]}{done.stderr[-600:]}"]
