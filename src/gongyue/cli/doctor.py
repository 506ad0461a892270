"""`gongyue doctor`: look at everything the system stands on, and say what to do."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from gongyue.cli.serve import CannotServe, require_a_system, settings_here, use_settings

MARKS = {"ok": "✓", "warn": "!", "bad": "✗"}


def add_parser(subparsers: Any) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser("doctor", help="检查系统是否健康  is the system well")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Print the report; 1 when something is bad."""
    try:
        settings = settings_here()
        require_a_system("doctor")
        home = use_settings(settings)
    except (CannotServe, OSError) as reason:
        print(f"没有检查成。 Nothing could be looked at.\n  {reason}")
        return 1
    from django.utils.timezone import now

    from gongyue.apps.operations.checks import examine, worst

    findings = examine(now())
    print(_as_json(home, findings) if args.json else _as_text(home, findings))
    return 1 if worst(findings) == "bad" else 0


def _as_json(home: Path, findings: list[Any]) -> str:
    from dataclasses import asdict

    from gongyue.apps.operations.checks import worst

    report = {"home": str(home), "level": worst(findings), "checks": [*map(asdict, findings)]}
    return json.dumps(report, ensure_ascii=False, indent=1)


def _as_text(home: Path, findings: list[Any]) -> str:
    lines = [f"系统 system: {home}", ""]
    for found in findings:
        lines.append(f"  {MARKS[found.level]} {found.label}：{found.words}")
        if found.way_out:
            lines.append(f"      怎么办：{found.way_out}")
    bad = sum(found.level == "bad" for found in findings)
    warn = sum(found.level == "warn" for found in findings)
    return "\n".join(
        [*lines, "", f"  {bad} 项有问题,{warn} 项需留意。 {bad} bad, {warn} to look at."]
    )
