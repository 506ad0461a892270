"""Uploaded workbooks at rest: sealed under a key of their own, deleted after a stated time."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from gongyue.apps.accounts.vault import new_key, seal, system_seal, system_unseal, unseal


class FileGone(Exception):
    """The file was deleted after its time, or never arrived whole."""


def store_file(owner: str, number: UUID, content: bytes) -> bytes:
    """Seal a file into the uploads folder; hands back its wrapped key."""
    key = new_key()
    path = _path(owner, number)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(seal(content, key, f"file:{owner}:{number}"))
    part.chmod(0o600)
    part.replace(path)  # a reader never sees half a file
    return system_seal(key, f"file.key:{owner}:{number}")


def read_file(owner: str, number: UUID, wrapped: bytes | None) -> bytes:
    """The file in clear; raises FileGone."""
    path = _path(owner, number)
    if not wrapped or not path.exists():
        raise FileGone
    key = system_unseal(wrapped, f"file.key:{owner}:{number}")
    return unseal(path.read_bytes(), key, f"file:{owner}:{number}")


def delete_file(owner: str, number: UUID) -> None:
    """Remove the file; copies elsewhere die with the key, which the caller forgets."""
    _path(owner, number).unlink(missing_ok=True)


def _path(owner: str, number: UUID) -> Path:
    return Path(settings.UPLOADS) / owner / f"{number}.sealed"
