"""Bundles of entries: their bytes, and that nothing is cut, added or miscounted."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import bundles
from gongyue.engines.evidence.hashing import SHA256
from gongyue.engines.evidence.refusals import Refused
from gongyue.engines.evidence.tiling import Edge


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=256))
def test_bundles_come_back(entries: list[bytes]) -> None:
    packed = bundles.packed(entries)
    assert bundles.unpacked(packed, len(entries)) == entries
    for spoilt, width in (
        (packed[:-1], len(entries)),
        (packed + b"\0", len(entries)),
        (packed + b"\0\0", len(entries)),
        (packed, len(entries) + 1 if len(entries) < 256 else 255),
    ):
        with pytest.raises(Refused, match="bundle-malformed"):
            bundles.unpacked(spoilt, width)


def test_the_bytes_of_a_bundle() -> None:
    assert bundles.packed([b"", b"ab"]).hex() == "0000" + "0002" + "6162"
    assert bundles.unpacked(bundles.packed([bytes(65_535)]), 1) == [bytes(65_535)]
    with pytest.raises(Refused, match="entry-too-long"):
        bundles.packed([bytes(65_536)])
    for entries in ([], [b""] * 257):
        with pytest.raises(Refused, match="bundle-malformed"):
            bundles.packed(entries)


def test_entries_hash_to_the_leaves_of_their_tile() -> None:
    stored: dict[str, bytes] = {}
    entries = [str(number).encode() for number in range(300)]
    Edge().extended(map(SHA256.leaf, entries), stored.__setitem__)
    read_back = bundles.unpacked(bundles.packed(entries[:256]), 256)
    assert b"".join(sha256(b"\0" + entry).digest() for entry in read_back) == stored["tile/0/000"]
