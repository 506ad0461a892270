"""The system key: the one secret of an installation. All other keys are wrapped by it.

It comes from GONGYUE_KEY, or from a 0600 file made on first run. Either may hold several keys
separated by commas or lines: the first seals what is new, the others still open what is old.
The last one (the oldest) also keys the search hashes, so that rotation does not lose a search.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongyue.config.env import BadSetting

KEY_BYTES = 32
KEY_FILE = "system.key"


def load_keys(home: Path, text: str = "") -> list[bytes]:
    """All system keys, newest first; makes the key file when there is neither key nor file."""
    if not text:
        text = _read_or_make(home / KEY_FILE)
    keys = [_decoded(word) for word in text.replace(",", "\n").split()]
    if not keys:
        raise BadSetting("GONGYUE_KEY: no key found")
    return keys


def new_key_text() -> str:
    """A fresh key as it is written in the file or the variable."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _read_or_make(path: Path) -> str:
    try:
        # O_EXCL: two processes starting together must not each make a key.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_private(path)
    with os.fdopen(handle, "w") as file:
        file.write(new_key_text() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return _read_private(path)


def _read_private(path: Path) -> str:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise BadSetting(f"{path.name}: others can read the system key; run chmod 600 on it")
    return path.read_text()


def _decoded(word: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(word)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise BadSetting(f"GONGYUE_KEY: expected {KEY_BYTES} bytes in url-safe base64")
    return key


def key_id(key: bytes) -> str:
    """Eight hexadecimal characters that name a key without giving it away."""
    return derived(key, "key id")[:4].hex()


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, so that no key ever does two jobs."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"gongyue {purpose}".encode()).derive(key)
