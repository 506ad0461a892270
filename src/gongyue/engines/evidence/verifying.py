"""Proofs checked by whoever holds the roots: no log, no storage, nothing but the bytes given.

A proof has exactly one right length for its sizes. Anything else is refused before hashing, and
by name, so that a spoilt proof says how it is spoilt.
"""

from collections.abc import Sequence

from gongyue.engines.evidence.hashing import SHA256, Hash, must_be_digests
from gongyue.engines.evidence.refusals import Reason, Refused


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes, hash: Hash = SHA256
) -> None:
    """That the leaf hash `leaf` is number `index` of the tree of `size` leaves under `root`.

    Raises Refused: ROOT_DIFFERS, and what `climbed` refuses.
    """
    must_be_digests((root,))
    found = climbed(leaf, index, size, proof, hash)
    if found != root:
        raise Refused(Reason.ROOT_DIFFERS, root, found)


def climbed(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], hash: Hash = SHA256
) -> bytes:
    """The root an inclusion proof leads to, for whoever holds that root in another form.

    Raises Refused: NEGATIVE, INDEX_OUTSIDE, NODE_LENGTH, MISSING_NODES, EXTRA_NODES.
    """
    _must_not_be_negative(index, size)
    if index >= size:
        raise Refused(Reason.INDEX_OUTSIDE, f"below {size}", index)
    must_be_digests((leaf, *proof))
    inner, border = _lengths(index, size)
    _must_count(proof, inner + border)
    found = leaf
    for height, node in enumerate(proof[:inner]):
        found = hash.node(node, found) if index >> height & 1 else hash.node(found, node)
    for node in proof[inner:]:
        found = hash.node(node, found)
    return found


def check_consistency(
    old: int,
    new: int,
    proof: Sequence[bytes],
    roots: tuple[bytes, bytes],
    hash: Hash = SHA256,
) -> None:
    """That the tree of `new` leaves only appends to that of `old`; `roots`: the old, the new.

    Raises Refused: NEGATIVE, SIZE_SHRINKS, NODE_LENGTH, MISSING_NODES, EXTRA_NODES,
    OLD_ROOT_DIFFERS, ROOT_DIFFERS.
    """
    _must_not_be_negative(old, new)
    if old > new:
        raise Refused(Reason.SIZE_SHRINKS, old, new)
    must_be_digests((*roots, *proof))
    if old == 0 and roots[0] != hash.empty:
        raise Refused(Reason.OLD_ROOT_DIFFERS, hash.empty, roots[0])
    if old in (0, new):
        _must_count(proof, 0)
        if old == new and roots[0] != roots[1]:
            raise Refused(Reason.ROOT_DIFFERS, *roots)
        return
    _check_growth(old, new, proof, roots, hash)


def _check_growth(
    old: int, new: int, proof: Sequence[bytes], roots: tuple[bytes, bytes], hash: Hash
) -> None:
    """0 < old < new: climb from the last perfect subtree of the old tree to both roots at once."""
    height = (old & -old).bit_length() - 1  # of that subtree
    inner, border = _lengths(old - 1, new)
    inner -= height
    whole = old == 1 << height  # the old tree is that subtree, and its root is known
    _must_count(proof, inner + border + (not whole))
    seed, path = (roots[0], proof) if whole else (proof[0], proof[1:])
    before = after = seed
    place = (old - 1) >> height
    for step, node in enumerate(path):
        if step >= inner or place >> step & 1:
            before, after = hash.node(node, before), hash.node(node, after)
        else:
            after = hash.node(after, node)
    if before != roots[0]:
        raise Refused(Reason.OLD_ROOT_DIFFERS, roots[0], before)
    if after != roots[1]:
        raise Refused(Reason.ROOT_DIFFERS, roots[1], after)


def _lengths(index: int, size: int) -> tuple[int, int]:
    """Nodes below, and on, the border where the path joins the right edge of the tree."""
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def _must_not_be_negative(*numbers: int) -> None:
    for number in numbers:
        if number < 0:
            raise Refused(Reason.NEGATIVE, "0 or more", number)


def _must_count(proof: Sequence[bytes], count: int) -> None:
    if len(proof) != count:
        reason = Reason.MISSING_NODES if len(proof) < count else Reason.EXTRA_NODES
        raise Refused(reason, f"{count} nodes", len(proof))
