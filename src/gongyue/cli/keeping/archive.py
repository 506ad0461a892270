"""The archive: a gzipped tar with the database, the files, and a manifest that holds their digests.

    manifest.json            what is inside, of which version, under which keys, in which state
    database/…               the copy of the database
    files/…                  everything else of the data folder: uploads, documents, marks

The system key is never inside. It lies beside the archive as `<name>.key`, to be kept elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from gongyue.cli.keeping.words import CannotKeep

FORMAT = 1
MANIFEST, FILES = "manifest.json", "files/"
CHUNK = 1 << 20
# Rebuilt, temporary, or never to be inside a copy.
LEFT_OUT = {
    *("static", "backups", "screenshots", ".restoring", "system.key", "last-backup", "tmp"),
    "cache",
}
ENDINGS = (".part", ".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal", ".lock")


def files_of(home: Path) -> Iterator[tuple[str, Path]]:
    """(name inside the archive, path) of every file that belongs to the system's state."""
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if inside.parts[0] in LEFT_OUT or path.name.endswith(ENDINGS):
            continue
        if path.is_file() and not path.is_symlink():
            yield FILES + inside.as_posix(), path


def digest_of(path: Path) -> dict[str, Any]:
    """Size and SHA-256 of a file, read in pieces."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            found.update(piece)
            size += len(piece)
    return {"bytes": size, "sha256": found.hexdigest()}


class Writer:
    """Adds members and remembers their digests; the manifest goes in last."""

    def __init__(self, file: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=file, mode="w:gz", compresslevel=1)  # noqa: SIM115
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, path: Path) -> None:
        """One file; one that was deleted meanwhile is no part of the state any more."""
        try:
            with path.open("rb") as content:
                entry = self.tar.gettarinfo(arcname=name, fileobj=content)
                entry.uid = entry.gid = 0
                entry.uname = entry.gname = ""
                entry.mode = 0o600
                reader = _Counting(content, entry.size)
                self.tar.addfile(entry, reader)
        except FileNotFoundError:
            return
        self.members[name] = reader.digest()

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and close."""
        content = json.dumps(
            manifest | {"format": FORMAT, "members": self.members},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        ).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(content), 0o600
        self.tar.addfile(entry, io.BytesIO(content))
        self.tar.close()


class _Counting:
    """A reader that digests what passes, and never hands out more than was announced."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.left, self.size = file, size, size
        self.hash = hashlib.sha256()

    def read(self, wanted: int = -1) -> bytes:
        piece = self.file.read(self.left if wanted < 0 else min(wanted, self.left))
        self.left -= len(piece)
        self.hash.update(piece)
        return piece

    def digest(self) -> dict[str, Any]:
        return {"bytes": self.size, "sha256": self.hash.hexdigest()}


def unpack(path: Path, into: Path) -> dict[str, Any]:
    """Lay the archive out in the empty folder `into`, check every digest, hand back the manifest.

    Raises CannotKeep for anything that is not one of our archives, whole and unchanged.
    """
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            for entry in tar:
                _extract_one(tar, entry, into)
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
        raise CannotKeep(f"备份文件读不出来。 The archive cannot be read: {error}") from None
    manifest = _manifest(into)
    _require_as_listed(manifest["members"], into)
    return manifest


def _extract_one(tar: tarfile.TarFile, entry: tarfile.TarInfo, into: Path) -> None:
    inside = PurePosixPath(entry.name)
    if not entry.isfile() or inside.is_absolute() or ".." in inside.parts:
        raise ValueError(f"{entry.name} 不应出现 does not belong here")
    path, source = into / inside, tar.extractfile(entry)
    assert source is not None
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # By hand: whatever mode, owner or link the archive names, only its bytes come out of it.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(source, file)


def _manifest(into: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise CannotKeep("这不是完整的工约备份。 This is no complete Gongyue archive.") from None
    if manifest.get("format") != FORMAT:
        raise CannotKeep("备份格式不认识。 The archive is of a format this version cannot read.")
    return manifest


def _require_as_listed(members: dict[str, dict[str, Any]], into: Path) -> None:
    found = {p.relative_to(into).as_posix() for p in into.rglob("*") if p.is_file()} - {MANIFEST}
    for name in sorted(found ^ members.keys()):
        raise CannotKeep(f"备份多了或少了 {name}。 The archive and its list differ at {name}.")
    for name, listed in members.items():
        if digest_of(into / name) != listed:
            raise CannotKeep(f"备份中的 {name} 被改动过。 {name} was changed.")
