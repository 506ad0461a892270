"""The impact of a changed figure on a province: 62,500 outcomes, 4×, and 16× = 1,000,000."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

NAME = "impact"
HELP = "政策影响测算：一百万个结果  outcomes a patch may move, 1×/4×/16× = 62,500 to 1,000,000"
OUTCOMES = 62_500
LIMITS = {"seconds_for_1_000_000": 60}
PATCHES = ("minimum_wage", "pay_days")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Each size and patch in a child of its own, so that its memory is its own."""
    measured: dict[str, Any] = {"limits": LIMITS}
    for scale in (scale for scale in (1, 4, 16) if scale <= args.scale):
        for patch in PATCHES:
            measured[f"{patch}_{scale}x"] = _child(OUTCOMES * scale, patch)
    return measured


def _child(outcomes: int, patch: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "gongyue.cli.bench._impact_child", str(outcomes), patch]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
