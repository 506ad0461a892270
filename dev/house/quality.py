"""`make check` and `make fix`: what tools can say about the code."""

from __future__ import annotations

import subprocess
import time

from house.places import PYTHON, ROOT, VENV
from house.say import say

CODE = ("src", "tests", "dev")


def check() -> int:
    """Run every check, even after one failed, and name the failed ones at the end."""
    checks = {
        "格式 format": [*_tool("ruff"), "format", "--check", *CODE],
        "写法 lint": [*_tool("ruff"), "check", *CODE],
        "类型 types": [*_tool("mypy")],
        "边界 import contracts": [str(VENV / "bin" / "lint-imports"), "--no-logo"],
        "法律 law": [str(PYTHON), "-m", "gongyue.cli", "law", "check"],
        "模板 templates": [*_tool("djlint"), "src/gongyue", "--lint", "--quiet"],
        "迁移 migrations": [*_manage(), "makemigrations", "--check", "--dry-run"],
    }
    failed = [name for name, command in checks.items() if not _passes(name, command)]
    say("检查通过。 All checks passed." if not failed else f"未通过 / failed: {', '.join(failed)}")
    return 1 if failed else 0


def fix() -> int:
    """Repair what tools can repair."""
    commands = (
        [*_tool("ruff"), "check", "--fix", *CODE],
        [*_tool("ruff"), "format", *CODE],
    )
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return max(codes)


def _tool(name: str) -> list[str]:
    return [str(PYTHON), "-m", name]


def _manage() -> list[str]:
    return [str(PYTHON), "-m", "gongyue.cli", "manage", "--settings=test"]


def _passes(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    say(f"{'✓' if done.returncode == 0 else '✗'} {name}  {time.monotonic() - began:.1f} s")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0
