"""How many random examples a property is tried with: few by default, more when somebody asks.

`GONGYUE_TEST_DEPTH=10 make test T=tests/law` tries ten times as many of each.
"""

from __future__ import annotations

import os

DEPTH = int(os.environ.get("GONGYUE_TEST_DEPTH") or 1)


def examples(few: int) -> int:
    """`few`, or as many times more as was asked for."""
    return few * DEPTH
