"""`make test`: everything on SQLite, again on PostgreSQL when one answers, screens in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from house.places import PYTHON, ROOT, VAR
from house.say import say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")
WORKERS = "2"


def run(extra: list[str]) -> int:
    """Run the suite; 0 only when every run passed. `extra` goes to pytest as it is."""
    env = {**os.environ, **_browser(), "PYTHONUTF8": "1"}
    skipped = []
    if not env.get("GONGYUE_TEST_BROWSER"):
        skipped.append(
            "浏览器测试:没有找到 Chromium / browser tests: no Chromium found (apt install chromium)"
        )
    step("全部测试,SQLite", "the whole suite on SQLite")
    codes = [_pytest(extra, {**env, "GONGYUE_TEST_DATABASE_URL": ""})]
    if postgres := _postgres():
        step("数据库相关测试,PostgreSQL", "apps and portals again on PostgreSQL")
        codes.append(_pytest(_on_postgres(extra), {**env, "GONGYUE_TEST_DATABASE_URL": postgres}))
    else:
        skipped.append(
            "PostgreSQL 上的测试:没有服务应答 / PostgreSQL: none answered "
            "(start one on 127.0.0.1:5432, or set GONGYUE_TEST_DATABASE_URL)"
        )
    say("\n跳过的部分 / left out: " + ("无 / nothing" if not skipped else ""))
    for reason in skipped:
        say(f"  - {reason}")
    return max(codes)


def _pytest(arguments: list[str], env: dict[str, str]) -> int:
    command = [str(PYTHON), "-m", "pytest", "-rs", "-n", WORKERS, "--dist", "loadfile", *arguments]
    began = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    say(f"({time.monotonic() - began:.0f} s)")
    return code


def _on_postgres(extra: list[str]) -> list[str]:
    """The tests that touch a database: the rest would only run twice."""
    folders = [f"tests/{name}" for name in ("apps", "portals", "cli") if (ROOT / "tests" / name).is_dir()]
    return [*(extra or folders), "-m", "not browser"]


def _postgres() -> str:
    """The address of a PostgreSQL that answers, or an empty string."""
    named = os.environ.get("GONGYUE_TEST_DATABASE_URL", "")
    for url in filter(None, (named, "postgres://postgres@127.0.0.1:5432/postgres")):
        if _answers(url):
            return url
    return ""


def _answers(url: str) -> bool:
    probe = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    try:
        command = [str(PYTHON), "-c", probe, url]
        return subprocess.run(command, capture_output=True, check=False, timeout=15).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _browser() -> dict[str, str]:
    named = os.environ.get("GONGYUE_TEST_BROWSER")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    return {"GONGYUE_TEST_BROWSER": found} if found else {}
