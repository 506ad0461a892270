"""From every version that was released, forward to this one: nothing is lost, all can be read."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RELEASES = sorted(Path(__file__).parent.glob("*.sql"))
# Tables whose rows a later version may rewrite, each with the reason.
REWRITTEN = {
    "django_migrations": "grows",
    "django_content_type": "grows with the models",
    "auth_permission": "grows with the models",
    "sqlite_sequence": "SQLite's own",
}


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a system as that version left it."""
    connection = sqlite3.connect(tmp_path / "gongyue.sqlite3")
    # Django gives its own connections this function; checks of our tables use it.
    connection.create_function("REGEXP", 2, lambda p, text: bool(re.search(p, str(text))))
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    return tmp_path


def _python(home: Path, *words: str) -> str:
    ours = ("GONGYUE_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env={**env, "GONGYUE_HOME": str(home), "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _rows(home: Path, columns: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """Table → (its columns, its rows), reduced to the columns named."""
    connection = sqlite3.connect(home / "gongyue.sqlite3")
    tables = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    found = {}
    for table in tables:
        names = (columns or {}).get(table) or [
            row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')
        ]
        listed = ", ".join(f'"{name}"' for name in names)
        found[table] = (
            names,
            sorted(map(repr, connection.execute(f'SELECT {listed} FROM "{table}"'))),
        )
    connection.close()
    return found


def test_an_old_system_comes_up_to_date_and_everything_can_be_read(old: Path) -> None:
    before = _rows(old)
    _python(old, "gongyue.cli", "manage", "--settings=test", "migrate", "--verbosity=0")
    after = _rows(old, {table: names for table, (names, _) in before.items()})
    for table, (_, rows) in before.items():
        if table not in REWRITTEN:
            assert after[table][1] == rows, f"{table} changed on the way"
    said = json.loads(_python(old, "tests.upgrade.look"))
    assert said["people"] == ["何大姐", "李师傅"]
    assert "孙外人" in said["users"] and "13900001001" in said["phones"]
    assert said["records"] == ["employment.recorded"]
    assert ["部门", "装配车间"] in said["lines"][0]
    assert said["events"] == len(before["registry_event"][1])
    assert set(said["vital"]) == {"ok"}


def test_there_is_at_least_the_first_version() -> None:
    assert "first" in {path.stem for path in RELEASES}
