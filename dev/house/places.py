"""Where things are in the working copy."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = Path(os.environ.get("GONGYUE_VENV", ROOT / ".venv"))
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "gongyue-stamps"
REQUIREMENTS = ROOT / "requirements"
BUILT = ROOT / "src" / "gongyue" / "static" / "build"
VAR = ROOT / "var"
