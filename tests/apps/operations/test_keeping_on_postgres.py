"""A copy of a system on PostgreSQL, and the way back into an empty database."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongyue.cli.keeping import copying, restoring
from gongyue.cli.keeping.words import CannotKeep
from gongyue.config.keys import new_key_text

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump on this machine"),
]
TABLES = """
CREATE TABLE django_migrations (id serial PRIMARY KEY, app text, name text);
INSERT INTO django_migrations (app, name) VALUES ('registry', '0001_initial');
CREATE TABLE person (id int PRIMARY KEY, sealed bytea, at timestamptz DEFAULT now());
INSERT INTO person SELECT n, decode(md5(n::text), 'hex') FROM generate_series(1, 3000) n;
CREATE TABLE no_key (words text);
INSERT INTO no_key VALUES ('二'), ('一');
"""


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[tuple[str, str]]:
    """Addresses of two databases: one with rows, one empty; gone when the test ends."""
    import psycopg
    from django.db import connection

    server = os.environ["DATABASE_URL"]
    base = connection.settings_dict["NAME"]
    names = [f"{base}_keep_{word}" for word in ("from", "to")]
    admin = psycopg.connect(re.sub(r"/[^/?]*(?=$|\?)", "/postgres", server), autocommit=True)
    for name in names:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
    first, second = (re.sub(r"/[^/?]*(?=$|\?)", f"/{name}", server) for name in names)
    with psycopg.connect(first) as full:
        full.execute(TABLES)
    monkeypatch.delenv("GONGYUE_KEY", raising=False)
    yield first, second
    for name in names:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    admin.close()


def test_the_same_state_in_another_database(
    servers: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "system.key").write_text(new_key_text())
    (home / "system.key").chmod(0o600)
    monkeypatch.setenv("DATABASE_URL", servers[0])
    made = copying.make_copy(home, tmp_path / "copy.tar.gz")
    with pytest.raises(CannotKeep, match="不是空的"):
        restoring.bring_back(made.archive, tmp_path / "taken")
    monkeypatch.setenv("DATABASE_URL", servers[1])
    manifest = restoring.bring_back(made.archive, tmp_path / "again")
    assert manifest["database"] == "postgresql"
    assert manifest["tables"]["person"]["rows"] == 3_000
    assert manifest["tables"]["no_key"]["rows"] == 2
    assert (tmp_path / "again" / "system.key").exists()
