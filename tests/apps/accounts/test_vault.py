"""Sealing, rotating keys, and hashes that only the key holder can make."""

from __future__ import annotations

from typing import Any

import pytest

from gongyue.apps.accounts.vault import (
    Unreadable,
    keyed_hash,
    new_key,
    seal,
    system_seal,
    system_unseal,
    unseal,
)


def test_what_is_sealed_opens_only_with_its_key_and_in_its_place() -> None:
    key = new_key()
    sealed = seal(b"secret", key, "here")
    assert unseal(sealed, key, "here") == b"secret"
    assert b"secret" not in sealed
    for other_key, other_place in ((new_key(), "here"), (key, "there")):
        with pytest.raises(Unreadable):
            unseal(sealed, other_key, other_place)


def test_a_changed_byte_is_noticed() -> None:
    key = new_key()
    sealed = bytearray(seal(b"secret", key, "here"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), key, "here")


def test_a_new_system_key_seals_and_the_old_one_still_opens(settings: Any) -> None:
    old = system_seal(b"old", "here")
    settings.SYSTEM_KEYS = {"0a0b0c0d": new_key(), **settings.SYSTEM_KEYS}
    new = system_seal(b"new", "here")
    assert new[:4].hex() == "0a0b0c0d"
    assert [system_unseal(blob, "here") for blob in (old, new)] == [b"old", b"new"]
    settings.SYSTEM_KEYS = {"0a0b0c0d": settings.SYSTEM_KEYS["0a0b0c0d"]}
    with pytest.raises(Unreadable):
        system_unseal(old, "here")


def test_equal_texts_of_one_kind_agree_and_kinds_do_not_meet(settings: Any) -> None:
    assert keyed_hash("phone", "1") == keyed_hash("phone", "1")
    assert keyed_hash("phone", "1") != keyed_hash("name", "1")
    before = keyed_hash("phone", "1")
    settings.SEARCH_KEY = new_key()
    assert keyed_hash("phone", "1") != before
