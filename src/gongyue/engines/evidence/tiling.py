"""Tiles written as leaves arrive, holding nothing but the unfinished tile of each level."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gongyue.engines.evidence.frontier import Frontier
from gongyue.engines.evidence.hashing import SHA256, Hash, must_be_digests
from gongyue.engines.evidence.reading import Read, read_tile
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiles import HEIGHT, WIDTH, Tile, partial_tiles

Write = Callable[[str, bytes], object]


@dataclass(frozen=True)
class Edge:
    """The unfinished tiles of a log of `size` leaves, by level: at most 255 hashes each."""

    size: int = 0
    rows: tuple[tuple[bytes, ...], ...] = ()
    hash: Hash = field(default=SHA256)

    def __post_init__(self) -> None:
        widths = [len(row) for row in self.rows]
        if self.size < 0 or widths != _widths(self.size):
            raise Refused(Reason.FRONTIER_SHAPE, f"tiles of {self.size} leaves", widths)
        for row in self.rows:
            must_be_digests(row)

    def extended(self, leaves: Iterable[bytes], write: Write) -> "Edge":
        """Append leaf hashes; write(path, bytes) gets each tile that fills, then the partial ones.

        Leaves are read once and dropped when their tile is written. A tile is written before any
        tile above it; this edge stays as it is, so after a `write` that raised, begin again from
        it: the same leaves write the same tiles. Publish a checkpoint only after it returned.
        """
        growing = _Growing(self, write)
        for leaf in leaves:
            must_be_digests((leaf,))
            growing.add(0, leaf)
        grown, written = growing.edge(), partial_tiles(self.size)
        for tile in partial_tiles(grown.size):
            if tile not in written:
                write(tile.path, b"".join(grown.rows[tile.level or 0]))
        return grown

    def frontier(self) -> Frontier:
        """The perfect subtrees of the whole tree, largest first."""
        nodes: list[bytes] = []
        for row in reversed(self.rows):
            at = 0
            for bit in reversed(range(HEIGHT)):
                if len(row) >> bit & 1:
                    nodes.append(self.hash.perfect(row[at : at + (1 << bit)]))
                    at += 1 << bit
        return Frontier(self.size, tuple(nodes), self.hash)

    def root(self) -> bytes:
        """The root of the tree."""
        return self.frontier().root()


def resumed(read: Read, size: int, hash: Hash = SHA256) -> Edge:
    """The edge of a log of `size` leaves from its stored tiles: a handful of reads.

    Compare `root()` with the signed checkpoint before appending: the tiles are only bytes.
    """
    rows: list[tuple[bytes, ...]] = [() for _ in _widths(size)]
    for tile in partial_tiles(size):
        rows[tile.level or 0] = read_tile(read, tile)
    return Edge(size, tuple(rows), hash)


class _Growing:
    """The rows while they grow; nobody else sees them half done."""

    def __init__(self, edge: Edge, write: Write) -> None:
        self.size, self.hash, self.write = edge.size, edge.hash, write
        self.rows = [list(row) for row in edge.rows]

    def add(self, level: int, node: bytes) -> None:
        if level == len(self.rows):
            self.rows.append([])
        row = self.rows[level]
        row.append(node)
        if level == 0:
            self.size += 1
        if len(row) == WIDTH:
            number = (self.size >> HEIGHT * (level + 1)) - 1
            self.write(Tile(level, number).path, b"".join(row))
            self.rows[level] = []
            self.add(level + 1, self.hash.perfect(row))

    def edge(self) -> Edge:
        return Edge(self.size, tuple(map(tuple, self.rows)), self.hash)


def _widths(size: int) -> list[int]:
    """Hashes in the unfinished tile of each level, up to the highest level there is."""
    levels = -(-size.bit_length() // HEIGHT)
    return [(size >> HEIGHT * level) % WIDTH for level in range(levels)]
