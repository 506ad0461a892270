"""Files at rest: sealed piece by piece under a key of their own, so that size costs no memory.

Each piece of a mebibyte is AES-256-GCM; its nonce counts and says which piece is the last, so that
pieces cannot be left out, changed over or cut off (the STREAM construction).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from gongyue.apps.accounts.vault import Unreadable

PIECE = 1 << 20
TAG = 16
MARK = b"GYF1"
PREFIX = 7  # bytes of the nonce drawn by lot; then four that count, and one for the last piece
FOLDER = "documents"


class FileGone(Exception):
    """The file was deleted after its time, or never arrived whole."""


def place_of(document_id: UUID, part: str = "original") -> Path:
    """Where a part of a document rests: the original, or a picture made of it."""
    name = document_id.hex
    return Path(settings.UPLOADS) / FOLDER / name[-2:] / f"{name}.{part}.sealed"


def write_sealed(path: Path, content: Iterable[bytes], key: bytes, context: str) -> tuple[int, str]:
    """Seal into a file; returns its size in clear and the SHA-256 of what was sealed."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            size, digest = _write(out, _pieces(content), AESGCM(key), context.encode())
        part.replace(path)  # a reader never sees half a file
    finally:
        part.unlink(missing_ok=True)
    return size, digest


def read_sealed(path: Path, key: bytes, context: str) -> Iterator[bytes]:
    """The contents in clear, piece by piece; raises FileGone, Unreadable (also half-way)."""
    if not path.exists():
        raise FileGone
    return _read(path, AESGCM(key), context.encode())


def parts_of(document_id: UUID) -> list[Path]:
    """The original and everything made of it that exists."""
    folder = place_of(document_id).parent
    return sorted(folder.glob(f"{document_id.hex}.*.sealed")) if folder.is_dir() else []


def delete_parts(document_id: UUID) -> int:
    """Remove the original and everything made of it; how many files."""
    found = parts_of(document_id)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _write(out, pieces: Iterator[bytes], cipher: AESGCM, context: bytes):  # type: ignore[no-untyped-def]
    prefix, digest, size, number = os.urandom(PREFIX), hashlib.sha256(), 0, 0
    out.write(MARK + prefix)
    piece = next(pieces, b"")
    while True:
        following = next(pieces, None)
        digest.update(piece)
        size += len(piece)
        out.write(cipher.encrypt(_nonce(prefix, number, following is None), piece, context))
        if following is None:
            return size, digest.hexdigest()
        piece, number = following, number + 1


def _read(path: Path, cipher: AESGCM, context: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        head = file.read(len(MARK) + PREFIX)
        if len(head) != len(MARK) + PREFIX or not head.startswith(MARK):
            raise Unreadable("file")
        prefix, number = head[len(MARK) :], 0
        sealed = file.read(PIECE + TAG)
        while True:
            following = file.read(PIECE + TAG)
            try:
                yield cipher.decrypt(_nonce(prefix, number, not following), sealed, context)
            except (InvalidTag, ValueError):
                raise Unreadable("file") from None
            if not following:
                return
            sealed, number = following, number + 1


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    waiting = bytearray()
    for chunk in content:
        waiting += chunk
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)
