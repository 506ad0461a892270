"""Entries and tiles written together: what is stored is what the tree says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import bundles, tiles
from gongyue.engines.evidence.hashing import SHA256, SM3
from gongyue.engines.evidence.journal import Journal, checked_entries, reopened
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiling import Edge
from tests.engines.evidence.naive import leaf_hashes, mth

MOST = 700
ENTRIES = [str(number).encode() for number in range(MOST)]
LEAVES = leaf_hashes(MOST)


def refused(call, *args) -> Refused:
    with pytest.raises(Refused) as found:
        call(*args)
    return found.value


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 3, 255, 256, 257]), max_size=5))
def test_batches_leave_the_same_log(batches: list[int]) -> None:
    journal, stored = Journal(), {}
    for count in batches:
        size = journal.edge.size
        journal = journal.extended(ENTRIES[size : min(size + count, MOST)], stored.__setitem__)
        size = journal.edge.size
        assert journal.edge.root() == mth(LEAVES[:size])
        for number in range(-(-size // 256)):
            wanted = ENTRIES[number * 256 : min(size, number * 256 + 256)]
            path = tiles.bundle_at(number, size).path
            assert stored[path] == bundles.packed(wanted)
            assert checked_entries(stored.__getitem__, number, size) == wanted
        assert reopened(stored.__getitem__, size) == journal


def test_a_bundle_is_written_before_its_tile_and_the_rest_last() -> None:
    written: list[str] = []
    Journal().extended(ENTRIES[:300], lambda path, data: written.append(path))
    assert written == [
        "tile/entries/000",
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/001.p/44",
    ]


def test_nothing_appended_writes_nothing() -> None:
    journal = Journal().extended(ENTRIES[:5], lambda path, data: None)
    assert journal.extended([], lambda path, data: pytest.fail(path)) == journal


def test_an_entry_that_was_exchanged_is_named() -> None:
    stored: dict[str, bytes] = {}
    Journal().extended(ENTRIES[:300], stored.__setitem__)
    spoilt = [*ENTRIES[256:300]]
    spoilt[7] = b"another"
    stored["tile/entries/001.p/44"] = bundles.packed(spoilt)
    found = refused(checked_entries, stored.__getitem__, 1, 300)
    assert (found.reason, found.found) == (Reason.ENTRY_DIFFERS, 263)
    assert refused(reopened, stored.__getitem__, 300).reason is Reason.ENTRY_DIFFERS
    assert refused(checked_entries, stored.__getitem__, 0, 300, SM3).found == 0


def test_a_partial_bundle_that_is_gone_is_cut_from_the_full_one() -> None:
    stored: dict[str, bytes] = {}
    Journal().extended(ENTRIES[:300], lambda path, data: None).extended(
        ENTRIES[300:600], stored.__setitem__
    )
    assert checked_entries(stored.__getitem__, 1, 300) == ENTRIES[256:300]
    assert refused(checked_entries, stored.__getitem__, 0, 300).reason is Reason.TILE_MISSING


def test_an_entry_too_long_leaves_the_journal_as_it_was() -> None:
    journal = Journal().extended(ENTRIES[:3], lambda path, data: None)
    found = refused(journal.extended, [b"", bytes(65_536)], lambda path, data: None)
    assert found.reason is Reason.ENTRY_TOO_LONG
    assert (journal.edge.size, journal.rest) == (3, tuple(ENTRIES[:3]))


def test_a_rest_that_is_not_of_the_edge() -> None:
    edge = Edge().extended([SHA256.leaf(b"a")], lambda path, data: None)
    assert refused(Journal, edge, ()).reason is Reason.FRONTIER_SHAPE
