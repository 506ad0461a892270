"""The bootstrap lives beside the package and is imported from its own folder."""

import sys
from pathlib import Path

DEV = str(Path(__file__).resolve().parents[2] / "dev")
if DEV not in sys.path:
    sys.path.append(DEV)
