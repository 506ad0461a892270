"""Duplicates among simulated people: precision, recall, time and memory at 1×, 4× and 16×."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

NAME = "linkage"
HELP = "重复人员的查准与查全  duplicates among people (scale 16: 200,000 records)"
RECORDS = 12_500


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Every size up to the scale asked for; docs/explain/linkage.md explains the figures."""
    return {"sizes": [_measured(RECORDS * times) for times in (1, 4, 16) if times <= args.scale]}


def _measured(records: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "gongyue.cli.bench._linkage_child", str(records)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
