"""Bring a copy back into an empty place, whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import gongyue
from gongyue.cli.keeping.archive import FILES, unpack
from gongyue.cli.keeping.copying import key_beside
from gongyue.cli.keeping.databases import Database, File, Server
from gongyue.cli.keeping.state import differing
from gongyue.cli.keeping.words import CannotKeep
from gongyue.config.env import BadSetting
from gongyue.config.keys import KEY_FILE, key_id, load_keys

STAGING = ".restoring"


def bring_back(archive: Path, home: Path, key: Path | None = None) -> dict[str, Any]:
    """Restore into `home`, which must be empty (a system.key may be there). Raises CannotKeep.

    A restore that was cut off is begun again: until it is whole, everything in `home` is its own.
    """
    if not archive.is_file():
        raise CannotKeep(f"没有文件 {archive}。 There is no file {archive}.")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear_what_was_cut_off(home)
    _require_empty(home)
    staging = home / STAGING
    staging.mkdir(mode=0o700)
    try:
        manifest = unpack(archive, staging)
        _require_not_newer(manifest)
        database = _database(home, manifest)
        database.require_empty()
        keys = _keys(archive, home, key)
        _require_keys(keys, manifest)
        _move_in(home, staging, keys)
        found = database.bring_back(staging / database.member)
        if wrong := differing(found, manifest["tables"]):
            raise CannotKeep(f"恢复后与备份不一致 The tables differ: {', '.join(wrong)}")
    except BaseException:
        _clear_what_was_cut_off(home)
        raise
    shutil.rmtree(staging)
    return manifest


def _clear_what_was_cut_off(home: Path) -> None:
    if not (home / STAGING).exists():
        return
    for path in home.iterdir():
        if path.name in {KEY_FILE, STAGING}:
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(home / STAGING)


def _require_empty(home: Path) -> None:
    there = sorted(path.name for path in home.iterdir() if path.name != KEY_FILE)
    if there:
        raise CannotKeep(
            f"{home} 不是空的（{'、'.join(there[:3])}）。 The folder is not empty.\n"
            "  恢复到空文件夹 / restore into an empty one:  GONGYUE_HOME=/srv/gongyue"
        )


def _require_not_newer(manifest: dict[str, Any]) -> None:
    """A copy made by a newer version holds tables that this one would misread."""
    for name in manifest["migrations"]:
        app, _, migration = name.partition(".")
        folder = Path(gongyue.__file__).parent / "apps" / app / "migrations"
        if folder.is_dir() and not (folder / f"{migration}.py").exists():
            raise CannotKeep(
                f"备份由更新的版本 {manifest['gongyue']} 制作，请先升级程序。\n"
                f"  The archive was made by a newer version ({name}): upgrade first."
            )


def _database(home: Path, manifest: dict[str, Any]) -> Database:
    if manifest["database"] == "sqlite":
        return File(home)
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        raise CannotKeep(
            "备份来自 PostgreSQL，请设置 DATABASE_URL。\n"
            "  The archive is of PostgreSQL: set DATABASE_URL."
        )
    return Server(url)


def _keys(archive: Path, home: Path, key: Path | None) -> str:
    """The text of the key: the file named, the environment, beside the archive, or in `home`."""
    if key is None and (text := os.environ.get("GONGYUE_KEY", "").strip()):
        return text
    for path in [key] if key else [key_beside(archive), home / KEY_FILE]:
        if path.is_file():
            return path.read_text()
    raise CannotKeep(
        "找不到系统密钥，没有它个人信息无法打开。 The system key is missing.\n"
        "  指明密钥文件 / name it:  gongyue restore 备份.tar.gz --key system.key"
    )


def _require_keys(text: str, manifest: dict[str, Any]) -> None:
    try:
        held = {key_id(key) for key in load_keys(Path(), text)}
    except BadSetting as error:
        raise CannotKeep(f"密钥读不出来。 The key cannot be read: {error}") from None
    if missing := set(manifest["keys"]) - held:
        raise CannotKeep(
            f"密钥不对，缺 {'、'.join(sorted(missing))}。 This is not the key of this archive."
        )


def _move_in(home: Path, staging: Path, keys: str) -> None:
    inside = staging / FILES.rstrip("/")
    for path in sorted(inside.iterdir()) if inside.is_dir() else ():
        path.replace(home / path.name)
    if os.environ.get("GONGYUE_KEY", "").strip() or (home / KEY_FILE).exists():
        return
    with os.fdopen(os.open(home / KEY_FILE, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(keys.strip() + "\n")
