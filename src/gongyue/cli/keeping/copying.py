"""Make a copy of a system, while it runs."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gongyue
from gongyue.cli.keeping.archive import Writer, files_of
from gongyue.cli.keeping.databases import Database, database_of
from gongyue.cli.keeping.words import CannotKeep
from gongyue.config.keys import KEY_FILE, key_id, load_keys

SUFFIX = ".tar.gz"
NAMED = re.compile(r"gongyue-\d{8}-\d{6}\.tar\.gz")


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What was made: `rows` and `files` are counts; `key` is None where the key is elsewhere."""

    archive: Path
    key: Path | None
    rows: int
    files: int
    bytes: int


def home_of(named: str = "") -> Path:
    """The data folder: the one named, GONGYUE_HOME, or the one `gongyue up` uses."""
    return Path(named or os.environ.get("GONGYUE_HOME", "var/system")).resolve()


def make_copy(home: Path, out: Path | None = None) -> Copy:
    """Write the archive, and the key beside it. Raises CannotKeep.

    `out`: a file name, or a folder for a name with the time; by default the folder we stand in.
    """
    if not home.is_dir():
        raise CannotKeep(f"没有文件夹 {home}。 There is no folder {home}.")
    archive = _name(out or Path())
    archive.parent.mkdir(parents=True, exist_ok=True)
    key = _put_key_beside(home, archive)
    part = archive.with_name(archive.name + ".part")
    try:
        manifest = _write(home, part)
        part.replace(archive)
    finally:
        part.unlink(missing_ok=True)
    (home / "last-backup").touch(mode=0o600)  # the time is read by the check of copies
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return Copy(
        archive=archive,
        key=key,
        rows=rows,
        files=manifest["files"],
        bytes=archive.stat().st_size,
    )


def _name(out: Path) -> Path:
    if out.is_dir() or not out.suffix:
        return out / f"gongyue-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}{SUFFIX}"
    return out


def _put_key_beside(home: Path, archive: Path) -> Path | None:
    """A key that comes from the environment is kept by whoever set it."""
    if os.environ.get("GONGYUE_KEY", "").strip():
        return None
    if not (home / KEY_FILE).exists():
        raise CannotKeep(f"{home} 里没有系统密钥。 There is no system key in {home}.")
    path = key_beside(archive)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write((home / KEY_FILE).read_text())
    return path


def key_beside(archive: Path) -> Path:
    """Where the key of an archive lies until somebody takes it to a safer place."""
    return archive.with_name(archive.name.removesuffix(SUFFIX) + ".key")


def _write(home: Path, part: Path) -> dict[str, Any]:
    database = database_of(home)
    with tempfile.TemporaryDirectory(dir=part.parent, prefix=".copying-") as folder:
        copied = Path(folder) / "database"
        # The database first: what it names exists as a file, what comes later is not missed.
        tables = database.copy_to(copied)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = Writer(file)
            writer.add(database.member, copied)
            for name, path in files_of(home):
                writer.add(name, path)
            manifest = _manifest(home, database) | {"tables": tables}
            writer.finish(manifest | {"files": len(writer.members) - 1})
            file.flush()
            os.fsync(file.fileno())
    return manifest | {"files": len(writer.members) - 1}


def _manifest(home: Path, database: Database) -> dict[str, Any]:
    return {
        "gongyue": gongyue.__version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": database.name,
        "migrations": database.migrations(),
        "keys": [key_id(key) for key in load_keys(home, os.environ.get("GONGYUE_KEY", ""))],
    }


def forget_older(folder: Path, keep: int) -> int:
    """Delete all but the newest `keep` copies that were named by their time; how many went.

    Whatever has another name was put there by somebody and stays.
    """
    named = sorted(path for path in folder.glob(f"gongyue-*{SUFFIX}") if NAMED.fullmatch(path.name))
    older = named[:-keep]
    for path in older:
        path.unlink()
        key_beside(path).unlink(missing_ok=True)
    return len(older)


def keep_before_upgrade(home: Path, keep: int = 3) -> Path | None:
    """A copy in `home/backups` before the tables change; only the newest few are kept.

    None for a database on a server, or one without tables: nothing is copied then.
    """
    database = home / "gongyue.sqlite3"
    if os.environ.get("DATABASE_URL") or not database.exists() or not _has_rows(database):
        return None
    folder = home / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
    made = make_copy(home, folder / f"before-upgrade-{stamp}{SUFFIX}")
    if made.key:
        made.key.unlink()  # the key it needs is the one in this very folder
    for old in sorted(folder.glob(f"before-upgrade-*{SUFFIX}"))[:-keep]:
        old.unlink()
    return made.archive


def _has_rows(database: Path) -> bool:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    finally:
        connection.close()
