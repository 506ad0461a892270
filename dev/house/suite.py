"""`make test`: everything on SQLite, again on PostgreSQL when one answers, screens in Chromium."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time

from house.places import PYTHON, ROOT
from house.say import say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LOOPBACK = "postgresql://postgres@127.0.0.1:5432/postgres"
WORKERS = "2"
# The tests that touch a database: all the others would only run twice.
WITH_DATABASE = ("tests/apps", "tests/portals")


def run(extra: list[str]) -> int:
    """Run the suite; 0 only when every run passed. `extra` goes to pytest as it is."""
    env = {**_untouched(), "PYTHONUTF8": "1", "DATABASE_URL": "", **_browser()}
    left_out = []
    if "GONGYUE_TEST_BROWSER" not in env:
        left_out.append("浏览器测试：没有 Chromium / browser: no Chromium (apt install chromium)")
    step("全部测试,SQLite", "the whole suite on SQLite")
    codes = [_pytest(extra, env)]
    if address := _postgres():
        step("涉及数据库的测试,PostgreSQL", "the tests with a database, on PostgreSQL")
        codes.append(_pytest(_on_postgres(extra), {**env, "DATABASE_URL": address}))
    else:
        left_out.append(
            "PostgreSQL 上的测试：没有服务应答 / PostgreSQL: none answered on 127.0.0.1:5432 "
            "(name one with GONGYUE_TEST_DATABASE_URL)"
        )
    _report(left_out, codes)
    return max(codes)


def _untouched() -> dict[str, str]:
    """The environment without the settings a developer's shell may hold. Compiled code is kept:
    each worker, each run and each command that a test starts would compile all of it again."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GONGYUE_", "DJANGO_", "PYTHONDONTWRITEBYTECODE"))
        or name.startswith("GONGYUE_TEST_")
    }


def _report(left_out: list[str], codes: list[int]) -> None:
    say("\n未测部分 / left out: " + ("无 nothing" if not left_out else ""))
    for reason in left_out:
        say(f"  - {reason}")
    say("全部通过。 All passed." if not any(codes) else "有测试未通过。 Some tests failed.")


def _pytest(arguments: list[str], env: dict[str, str]) -> int:
    """One run in an empty home, so that nothing on this machine can help or harm."""
    command = [str(PYTHON), "-m", "pytest", "-rfEs", "-n", WORKERS, "--dist", "worksteal"]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="gongyue-home-", ignore_cleanup_errors=True) as home:
        there = {**env, "HOME": home, "XDG_CACHE_HOME": f"{home}/.cache"}
        code = subprocess.run([*command, *arguments], cwd=ROOT, env=there, check=False).returncode
    say(f"({time.monotonic() - began:.0f} s)")
    # 5: nothing was selected, which happens when a part of the suite has no such tests.
    return 0 if code == 5 and arguments else code


def _on_postgres(extra: list[str]) -> list[str]:
    chosen = extra or [folder for folder in WITH_DATABASE if (ROOT / folder).is_dir()]
    return [*chosen, "-m", "not browser and not once"]


def _postgres() -> str:
    """The address of a database of this working copy on a PostgreSQL that answers, or nothing."""
    named = os.environ.get("GONGYUE_TEST_DATABASE_URL", "")
    for server in filter(None, (named, LOOPBACK)):
        if _answers(server):
            copy = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
            return re.sub(r"/[^/?]*(?=$|\?)", f"/gongyue_{copy}", server)
    return ""


def _answers(server: str) -> bool:
    probe = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    command = [str(PYTHON), "-c", probe, server]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=15).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _browser() -> dict[str, str]:
    found = os.environ.get("GONGYUE_TEST_BROWSER") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    return {"GONGYUE_TEST_BROWSER": found} if found else {}
