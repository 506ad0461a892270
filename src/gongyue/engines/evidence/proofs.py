"""Roots and proofs (RFC 9162, sections 2.1.3 and 2.1.4) out of whatever knows the perfect subtrees.

`Nodes.node(level, index)` is the root over the leaves from index * 2**level up to the next
multiple; every proof needs at most two a level, so where they are kept decides what a proof costs.
"""

from collections.abc import Sequence
from typing import Protocol

from gongyue.engines.evidence.hashing import SHA256, Hash
from gongyue.engines.evidence.refusals import Reason, Refused


class Nodes(Protocol):
    """Roots of perfect subtrees of one log."""

    @property
    def hash(self) -> Hash: ...

    @property
    def size(self) -> int: ...

    def node(self, level: int, index: int) -> bytes: ...


class Leaves:
    """All leaf hashes in memory: for small trees, and to recompute large ones."""

    def __init__(self, leaves: Sequence[bytes], hash: Hash = SHA256) -> None:
        self.hash, self._rows = hash, [list(leaves)]
        while len(row := self._rows[-1]) > 1:
            whole = len(row) // 2 * 2
            self._rows.append([hash.node(row[i], row[i + 1]) for i in range(0, whole, 2)])

    @property
    def size(self) -> int:
        return len(self._rows[0])

    def node(self, level: int, index: int) -> bytes:
        return self._rows[level][index]


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the tree of the first `size` leaves, today's or an earlier one."""
    _must_hold(nodes, size)
    return _over(nodes, 0, size) if size else nodes.hash.empty


def inclusion(nodes: Nodes, index: int, size: int) -> tuple[bytes, ...]:
    """The proof that leaf `index` (from 0) is in the tree of `size` leaves, lowest node first."""
    _must_hold(nodes, size)
    if not 0 <= index < size:
        raise Refused(Reason.INDEX_OUTSIDE, f"0 to {size - 1}", index)
    path, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            path.append(_over(nodes, middle, end))
            end = middle
        else:
            path.append(_over(nodes, begin, middle))
            begin = middle
    return tuple(reversed(path))


def consistency(nodes: Nodes, old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the tree of `new` leaves only appends to that of `old`.

    Empty when the sizes agree, and when `old` is 0: the empty tree begins every tree.
    """
    _must_hold(nodes, new)
    _must_hold(nodes, old)
    if old > new:
        raise Refused(Reason.SIZE_SHRINKS, old, new)
    if old in (0, new):
        return ()
    path, begin, end = [], 0, new
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            path.append(_over(nodes, middle, end))
            end = middle
        else:
            path.append(_over(nodes, begin, middle))
            begin = middle
    # When the old tree is itself perfect, its root is what the verifier already holds.
    if begin:
        path.append(_over(nodes, begin, end))
    return tuple(reversed(path))


def _must_hold(nodes: Nodes, size: int) -> None:
    if size < 0:
        raise Refused(Reason.NEGATIVE, "0 or more", size)
    if size > nodes.size:
        raise Refused(Reason.INDEX_OUTSIDE, f"at most {nodes.size} leaves", size)


def _over(nodes: Nodes, begin: int, end: int) -> bytes:
    """The root over leaves begin to end; begin is a multiple of the largest power that fits."""
    count = end - begin
    if count.bit_count() == 1:
        level = count.bit_length() - 1
        return nodes.node(level, begin >> level)
    middle = begin + _split(count)
    return nodes.hash.node(_over(nodes, begin, middle), _over(nodes, middle, end))


def _split(count: int) -> int:
    """The largest power of two below `count` (2 or more)."""
    return 1 << ((count - 1).bit_length() - 1)
