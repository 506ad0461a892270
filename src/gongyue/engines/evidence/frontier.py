"""The right edge of a tree: all that appending needs, however large the tree is."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongyue.engines.evidence.hashing import SHA256, Hash, must_be_digests
from gongyue.engines.evidence.refusals import Reason, Refused


@dataclass(frozen=True)
class Frontier:
    """The roots of the perfect subtrees a tree of `size` leaves falls into, largest first.

    One for each bit set in `size`: at most 64 hashes, whatever was appended.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()
    hash: Hash = field(default=SHA256)

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise Refused(Reason.FRONTIER_SHAPE, f"nodes of {self.size} leaves", len(self.nodes))
        must_be_digests(self.nodes)

    def appended(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier after these leaf hashes; they are read once and none is kept."""
        size, nodes, node = self.size, list(self.nodes), self.hash.node
        for leaf in leaves:
            must_be_digests((leaf,))
            carry, rest = leaf, size
            while rest & 1:  # as in binary counting, each 1 on the right is merged away
                carry, rest = node(nodes.pop(), carry), rest >> 1
            nodes.append(carry)
            size += 1
        return Frontier(size, tuple(nodes), self.hash)

    def root(self) -> bytes:
        """The root of the tree."""
        if not self.nodes:
            return self.hash.empty
        found = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            found = self.hash.node(left, found)
        return found
