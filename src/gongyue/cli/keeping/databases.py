"""The two databases a system may rest in: a consistent copy while it runs, and the way back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from gongyue.cli.keeping import state
from gongyue.cli.keeping.words import CannotKeep

FILE = "gongyue.sqlite3"
APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
PAGES = 4_096  # pages copied at a time, so that writers get their turn


class Database(Protocol):
    """`name` is how the archive calls it; `member` the file inside the archive."""

    name: str
    member: str

    def copy_to(self, path: Path) -> state.State: ...
    def migrations(self) -> list[str]: ...
    def require_empty(self) -> None: ...
    def bring_back(self, path: Path) -> state.State: ...


def database_of(home: Path) -> Database:
    """The database of the system at `home`: the file there, or the server DATABASE_URL names.

    The demo city is always a file.
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    is_demo = (home / "city.begun").exists()
    return Server(url) if url and not is_demo else File(home)


class File:
    """SQLite."""

    name, member = "sqlite", f"database/{FILE}"

    def __init__(self, home: Path) -> None:
        self.path = home / FILE

    def copy_to(self, path: Path) -> state.State:
        """A copy as of one instant, also while others write. Raises CannotKeep."""
        if not self.path.exists():
            raise CannotKeep(f"{self.path.parent} 里没有系统数据。 There is no system to copy.")
        live, copy = sqlite3.connect(self.path, timeout=60), sqlite3.connect(path)
        try:
            live.backup(copy, pages=PAGES)
            # The copy stands alone: no -wal file belongs to it.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
            live.close()
        return state.of_sqlite(path)

    def migrations(self) -> list[str]:
        """ "app.name" of each migration applied to the live database."""
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            return [name for (name,) in connection.execute(APPLIED)]
        finally:
            connection.close()

    def require_empty(self) -> None:
        """Raises CannotKeep where a database stands."""
        if self.path.exists():
            raise CannotKeep(f"{self.path.parent} 里已有数据。 There is a system here already.")

    def bring_back(self, path: Path) -> state.State:
        """Put the copy in its place, whole or not at all."""
        if not _is_sound(path):
            raise CannotKeep("备份中的数据库已损坏。 The database in the archive is damaged.")
        found = state.of_sqlite(path)
        path.chmod(0o600)
        path.replace(self.path)
        return found


def _is_sound(path: Path) -> bool:
    connection = sqlite3.connect(path)
    # Checks of our tables use it; Django adds it to its own connections.
    connection.create_function("REGEXP", 2, lambda p, text: bool(re.search(p, str(text))))
    try:
        return connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False
    finally:
        connection.close()


class Server:
    """PostgreSQL, by its own pg_dump and pg_restore."""

    name, member = "postgresql", "database/gongyue.dump"

    def __init__(self, url: str) -> None:
        self.url = url

    def copy_to(self, path: Path) -> state.State:
        """Dump and state from one exported snapshot, so that they agree. Raises CannotKeep."""
        with _connected(self.url) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
            words = [f"--snapshot={snapshot}", f"--file={path}", "--format=custom"]
            _run(self.url, "pg_dump", *words)
            return state.of_postgres(connection)

    def migrations(self) -> list[str]:
        """As of File."""
        with _connected(self.url) as connection:
            return [name for (name,) in connection.execute(APPLIED).fetchall()]

    def require_empty(self) -> None:
        """Raises CannotKeep where the database has tables."""
        with _connected(self.url) as connection:
            if connection.execute(state.PRIMARY_KEYS).fetchone():
                raise CannotKeep(
                    "DATABASE_URL 指向的数据库不是空的。 The database already has tables."
                )

    def bring_back(self, path: Path) -> state.State:
        """All tables in one transaction: none when something fails."""
        _run(self.url, "pg_restore", "--single-transaction", "--exit-on-error", str(path))
        with _connected(self.url) as connection:
            return state.of_postgres(connection)


def _connected(url: str) -> Any:
    try:
        import psycopg
    except ImportError:
        raise CannotKeep(
            "缺少 psycopg，请先安装 requirements/scaled.in。 psycopg is not installed."
        ) from None
    try:
        return psycopg.connect(url, connect_timeout=10)
    except psycopg.Error:
        # The message of the driver may quote the address with its password.
        raise CannotKeep("数据库没有应答。 The database does not answer.") from None


def _run(url: str, program: str, *words: str) -> None:
    """The password travels in the environment: arguments can be read by everybody."""
    if shutil.which(program) is None:
        raise CannotKeep(f"找不到 {program}(postgresql-client)。 {program} is not installed.")
    parts = urlsplit(url)
    secret = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    bare = parts._replace(netloc=re.sub(r":[^:@]*@", "@", parts.netloc)).geturl()
    done = subprocess.run(
        [program, "--no-owner", "--no-privileges", f"--dbname={bare}", *words],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise CannotKeep(f"{program} 没有成功。 {program} failed: {reason}")
