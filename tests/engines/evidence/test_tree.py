"""Roots and proofs against known answers and against a naive tree."""

from __future__ import annotations

import tracemalloc
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import hashing, proofs
from gongyue.engines.evidence.frontier import Frontier
from gongyue.engines.evidence.hashing import SHA256, SM3
from gongyue.engines.evidence.proofs import Leaves
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.verifying import check_consistency, check_inclusion
from tests.engines.evidence.naive import leaf_hashes, mth, path, proof

# The eight entries everybody tests an RFC 6962 tree with, and the root at each size.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
MOST = 130
LEAVES = leaf_hashes(MOST)
WANTED = [mth(LEAVES[:size]) for size in range(MOST + 1)]
TREE = Leaves(LEAVES)


@pytest.mark.parametrize("size", range(9))
def test_the_known_roots(size: int) -> None:
    leaves = [SHA256.leaf(entry) for entry in ENTRIES]
    assert proofs.root(Leaves(leaves), size).hex() == ROOTS[size]
    assert Frontier().appended(leaves[:size]).root().hex() == ROOTS[size]


def test_the_known_proofs() -> None:
    tree = Leaves([SHA256.leaf(entry) for entry in ENTRIES])
    assert [node.hex() for node in proofs.inclusion(tree, 0, 8)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]
    assert [node.hex() for node in proofs.consistency(tree, 6, 8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_every_root_up_to_130() -> None:
    assert [proofs.root(TREE, size) for size in range(MOST + 1)] == WANTED


def test_every_inclusion_proof_up_to_70() -> None:
    for size in range(1, 71):
        for index in range(size):
            found = proofs.inclusion(TREE, index, size)
            assert list(found) == path(index, LEAVES[:size])
            check_inclusion(LEAVES[index], index, size, found, WANTED[size])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_proof_up_to_130(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, MOST))
    old, index = data.draw(st.integers(0, new)), data.draw(st.integers(0, new - 1))
    assert list(proofs.inclusion(TREE, index, new)) == path(index, LEAVES[:new])
    assert list(proofs.consistency(TREE, old, new)) == proof(old, LEAVES[:new])


def test_every_consistency_proof_verifies_up_to_130() -> None:
    for new in range(MOST + 1):
        for old in range(new + 1):
            found = proofs.consistency(TREE, old, new)
            check_consistency(old, new, found, (WANTED[old], WANTED[new]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=4))
def test_batches_make_the_same_tree(batches: list[int]) -> None:
    frontier, done = Frontier(), 0
    for count in batches:
        count = min(count, MOST - done)
        frontier = frontier.appended(LEAVES[done : done + count])
        done += count
        assert (frontier.size, frontier.root()) == (done, WANTED[done])


def test_appending_keeps_no_leaf() -> None:
    """The peak while 60,000 leaves go in is that of a hundred hashes, not of the leaves."""
    start = Frontier().appended(LEAVES)
    leaves = (i.to_bytes(32, "big") for i in range(60_000))
    tracemalloc.start()
    try:
        grown = start.appended(leaves)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown.size == 60_130 and len(grown.nodes) <= 16
    assert peak < 40_000


def test_sm3_is_another_tree_with_the_same_shape() -> None:
    assert SM3.digest(b"abc").hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    leaves = [SM3.leaf(entry) for entry in ENTRIES[:7]]
    tree = Leaves(leaves, SM3)
    root, old = proofs.root(tree, 7), proofs.root(tree, 3)
    assert root == Frontier(hash=SM3).appended(leaves).root() != bytes.fromhex(ROOTS[7])
    check_inclusion(leaves[2], 2, 7, proofs.inclusion(tree, 2, 7), root, SM3)
    check_consistency(3, 7, proofs.consistency(tree, 3, 7), (old, root), SM3)
    with pytest.raises(Refused) as refused:
        check_inclusion(leaves[2], 2, 7, proofs.inclusion(tree, 2, 7), root)
    assert refused.value.reason is Reason.ROOT_DIFFERS


def test_a_hash_is_named_or_refused() -> None:
    assert [hashing.named(name) for name in ("sha256", "sm3")] == [SHA256, SM3]
    with pytest.raises(Refused, match="unknown-hash"):
        hashing.named("md5")


def test_a_leaf_is_no_node() -> None:
    """The prefixes keep an entry that looks like two hashes from standing for a subtree."""
    left, right = LEAVES[:2]
    assert SHA256.leaf(left + right) != SHA256.node(left, right)
    assert SHA256.node(left, right) == sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (lambda: proofs.root(TREE, MOST + 1), Reason.INDEX_OUTSIDE),
        (lambda: proofs.root(TREE, -1), Reason.NEGATIVE),
        (lambda: proofs.inclusion(TREE, 5, 5), Reason.INDEX_OUTSIDE),
        (lambda: proofs.inclusion(TREE, -1, 5), Reason.INDEX_OUTSIDE),
        (lambda: proofs.consistency(TREE, 6, 5), Reason.SIZE_SHRINKS),
        (lambda: proofs.consistency(TREE, -1, 5), Reason.NEGATIVE),
        (lambda: Frontier(3, (LEAVES[0],)), Reason.FRONTIER_SHAPE),
        (lambda: Frontier(-1), Reason.FRONTIER_SHAPE),
        (lambda: Frontier(1, (b"short",)), Reason.NODE_LENGTH),
        (lambda: Frontier().appended([b"short"]), Reason.NODE_LENGTH),
    ],
)
def test_what_no_tree_can_answer(asked, reason) -> None:
    with pytest.raises(Refused) as refused:
        asked()
    assert refused.value.reason is reason
