"""Sealing and searching: how personal values rest in the database.

`seal` and `unseal` are AES-256-GCM; `context` binds a value to its place, so that a sealed value
copied to another row or column does not open there. `keyed_hash` makes a value searchable without
making it readable. What the system key seals begins with the id of that key, so that keys can be
rotated (settings.SYSTEM_KEYS holds them all, newest first).
"""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
KEY_ID_BYTES = 4
HASH_CHARACTERS = 32


class Unreadable(Exception):
    """A sealed value does not open: wrong key, destroyed key, or changed by someone."""


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return AESGCM.generate_key(256)


def seal(plain: bytes, key: bytes, context: str) -> bytes:
    """Nonce and ciphertext; opens only with the same key and context."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(sealed: bytes, key: bytes, context: str) -> bytes:
    """The value sealed; raises Unreadable."""
    sealed = bytes(sealed)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
    except (InvalidTag, ValueError):
        raise Unreadable(context.split(":", 1)[0]) from None


def system_seal(plain: bytes, context: str) -> bytes:
    """Sealed by the newest system key, whose id comes first."""
    key_id = current_key_id()
    return bytes.fromhex(key_id) + seal(plain, settings.SYSTEM_KEYS[key_id], context)


def system_unseal(sealed: bytes, context: str) -> bytes:
    """Opens what any known system key sealed; raises Unreadable."""
    sealed = bytes(sealed)
    key = settings.SYSTEM_KEYS.get(sealed[:KEY_ID_BYTES].hex())
    if key is None:
        raise Unreadable(context.split(":", 1)[0])
    return unseal(sealed[KEY_ID_BYTES:], key, context)


def current_key_id() -> str:
    """Eight hexadecimal characters naming the system key that seals what is new."""
    return next(iter(settings.SYSTEM_KEYS))


def keyed_hash(kind: str, text: str) -> str:
    """A search hash: equal texts of one kind agree, and nobody without the key can test a guess."""
    message = f"{kind}\0{text}".encode()
    return hmac.digest(settings.SEARCH_KEY, message, "sha256").hex()[:HASH_CHARACTERS]


def same(left: str, right: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(left, right)
