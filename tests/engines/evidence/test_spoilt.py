"""Every way to spoil a proof is refused, and says by its name how it is spoilt."""

from __future__ import annotations

import pytest

from gongyue.engines.evidence import proofs
from gongyue.engines.evidence.proofs import Leaves
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.verifying import check_consistency, check_inclusion
from tests.engines.evidence.naive import leaf_hashes

SIZE = 21
LEAVES = leaf_hashes(SIZE)
TREE = Leaves(LEAVES)
ROOTS = [proofs.root(TREE, size) for size in range(SIZE + 1)]
IN_TREE = [(index, size) for size in (1, 2, 7, 8, 21) for index in range(size)]
GROWTHS = [(old, new) for new in (2, 7, 8, 21) for old in range(1, new)]
COUNTED = {Reason.MISSING_NODES, Reason.EXTRA_NODES}
DIFFER = {Reason.ROOT_DIFFERS, Reason.OLD_ROOT_DIFFERS}


def reason_of(check, *args) -> Reason | None:
    try:
        check(*args)
    except Refused as refused:
        return refused.reason
    return None


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :]


def shapes(proof: tuple[bytes, ...], other: bytes):
    """The proof with a node too few, too many, too short or too long, and what it must be called"""
    for at in range(len(proof)):
        yield proof[:at] + proof[at + 1 :], Reason.MISSING_NODES
        yield (*proof[:at], proof[at][:-1], *proof[at + 1 :]), Reason.NODE_LENGTH
        yield (*proof[:at], proof[at] + b"\0", *proof[at + 1 :]), Reason.NODE_LENGTH
    for at in range(len(proof) + 1):
        yield (*proof[:at], other, *proof[at:]), Reason.EXTRA_NODES


def contents(proof: tuple[bytes, ...]):
    """The proof with any one byte changed, and with any two different nodes exchanged."""
    for at, node in enumerate(proof):
        for byte in range(len(node)):
            yield (*proof[:at], flipped(node, byte), *proof[at + 1 :])
    for at in range(len(proof) - 1):
        swapped = [*proof]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        yield tuple(swapped)


@pytest.mark.parametrize(("index", "size"), IN_TREE)
def test_spoilt_inclusion(index: int, size: int) -> None:
    proof, leaf, root = proofs.inclusion(TREE, index, size), LEAVES[index], ROOTS[size]
    assert reason_of(check_inclusion, leaf, index, size, proof, root) is None
    for spoilt, reason in shapes(proof, LEAVES[0]):
        assert reason_of(check_inclusion, leaf, index, size, spoilt, root) is reason
    for spoilt in contents(proof):
        assert reason_of(check_inclusion, leaf, index, size, spoilt, root) is Reason.ROOT_DIFFERS
    for at in range(32):
        for leaf_, root_ in ((flipped(leaf, at), root), (leaf, flipped(root, at))):
            assert reason_of(check_inclusion, leaf_, index, size, proof, root_) is (
                Reason.ROOT_DIFFERS
            )


@pytest.mark.parametrize(("index", "size"), IN_TREE)
def test_an_entry_is_at_no_other_place(index: int, size: int) -> None:
    proof, leaf, root = proofs.inclusion(TREE, index, size), LEAVES[index], ROOTS[size]
    for other in set(range(size)) - {index}:
        found = reason_of(check_inclusion, leaf, other, size, proof, root)
        assert found in COUNTED | {Reason.ROOT_DIFFERS}
    assert reason_of(check_inclusion, leaf, size, size, proof, root) is Reason.INDEX_OUTSIDE
    assert reason_of(check_inclusion, leaf, -1, size, proof, root) is Reason.NEGATIVE
    assert reason_of(check_inclusion, leaf[:-1], index, size, proof, root) is Reason.NODE_LENGTH
    assert reason_of(check_inclusion, leaf, index, size, proof, root[:-1]) is Reason.NODE_LENGTH


@pytest.mark.parametrize(("old", "new"), GROWTHS)
def test_spoilt_consistency(old: int, new: int) -> None:
    proof, roots = proofs.consistency(TREE, old, new), (ROOTS[old], ROOTS[new])
    assert reason_of(check_consistency, old, new, proof, roots) is None
    for spoilt, reason in shapes(proof, LEAVES[0]):
        assert reason_of(check_consistency, old, new, spoilt, roots) is reason
    for spoilt in contents(proof):
        assert reason_of(check_consistency, old, new, spoilt, roots) in DIFFER
    for at in range(32):
        old_spoilt, new_spoilt = (
            (flipped(roots[0], at), roots[1]),
            (roots[0], flipped(roots[1], at)),
        )
        assert reason_of(check_consistency, old, new, proof, old_spoilt) in DIFFER
        assert reason_of(check_consistency, old, new, proof, new_spoilt) is Reason.ROOT_DIFFERS


@pytest.mark.parametrize(("old", "new"), GROWTHS)
def test_a_growth_between_other_sizes(old: int, new: int) -> None:
    """No other old size passes with these roots.

    The new size is not bound by a consistency proof alone where the shape of the right edge is the
    same; a root stands for its size only in a signed checkpoint.
    """
    proof, roots = proofs.consistency(TREE, old, new), (ROOTS[old], ROOTS[new])
    for other in set(range(new + 1)) - {old}:
        assert reason_of(check_consistency, other, new, proof, roots) in COUNTED | DIFFER
    assert reason_of(check_consistency, new, old, proof, roots) is Reason.SIZE_SHRINKS
    assert reason_of(check_consistency, -1, new, proof, roots) is Reason.NEGATIVE
    assert reason_of(check_consistency, old, new, proof, (roots[0][1:], roots[1])) is (
        Reason.NODE_LENGTH
    )


def test_nothing_grown() -> None:
    same, empty = (ROOTS[7], ROOTS[7]), ROOTS[0]
    assert reason_of(check_consistency, 7, 7, (), same) is None
    assert reason_of(check_consistency, 7, 7, (), (ROOTS[7], ROOTS[8])) is Reason.ROOT_DIFFERS
    assert reason_of(check_consistency, 7, 7, (ROOTS[1],), same) is Reason.EXTRA_NODES
    assert reason_of(check_consistency, 0, 7, (), (empty, ROOTS[7])) is None
    assert reason_of(check_consistency, 0, 7, (), same) is Reason.OLD_ROOT_DIFFERS
    assert reason_of(check_consistency, 0, 7, (ROOTS[1],), (empty, ROOTS[7])) is Reason.EXTRA_NODES
    assert reason_of(check_consistency, 0, 0, (), (empty, empty)) is None
    assert reason_of(check_consistency, 0, 0, (), (empty, ROOTS[1])) is Reason.ROOT_DIFFERS


def test_a_refusal_shows_both_roots() -> None:
    with pytest.raises(Refused) as refused:
        check_inclusion(LEAVES[0], 0, 1, (), ROOTS[2])
    assert str(refused.value) == (
        f"root-differs: expected {ROOTS[2].hex()}, found {LEAVES[0].hex()}"
    )
