"""kill -9 in the middle of an import leaves nothing half written, and it can be run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

pytestmark = pytest.mark.own_database
ROOT = Path(__file__).resolve().parents[3]
DATABASE_URL = os.environ.get("DATABASE_URL", "")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A system of its own: SQLite in a folder, or a fresh PostgreSQL database."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gongyue.config.settings.embedded",
        "GONGYUE_HOME": str(tmp_path),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    env.pop("GONGYUE_KEY", None)
    if not DATABASE_URL:
        yield env
        return
    import psycopg

    name = f"gongyue_killed_{os.getpid()}"
    parts = urlsplit(DATABASE_URL)
    server = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield {**env, "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(home: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=home, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def act(home: dict[str, str], what: str) -> list[str]:
    return run(home, "-m", "tests.apps.registry.killed_import", what).split()


def test_a_killed_import_leaves_nothing_and_can_be_restarted(home: dict[str, str]) -> None:
    run(home, "-m", "django", "migrate", "-v0")
    before = act(home, "prepare")
    assert before[:4] == ["planned", "0", "0", "0"]
    assert _kill_half_way(home)[1:] != ["0", "0"]
    after = act(home, "tell")
    assert after[:4] == ["running", "0", "0", "0"]
    assert after[4] == before[4]
    done = act(home, "resume")
    assert done[:4] == ["done", "900", "900", "900"]


def _kill_half_way(home: dict[str, str]) -> list[str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.apps.registry.killed_import", "half"],
        env=home,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        return child.stdout.readline().split()
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=30)
        child.stdout.close()
