"""Entries and tiles of one log written together, and read back for whoever audits it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongyue.engines.evidence.bundles import packed, unpacked
from gongyue.engines.evidence.hashing import SHA256, Hash
from gongyue.engines.evidence.reading import Read, found, read_tile
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiles import WIDTH, Tile, bundle_at, tile_at
from gongyue.engines.evidence.tiling import Edge, Write, resumed


@dataclass(frozen=True)
class Journal:
    """The edge of the tree and the entries of the unfinished bundle: at most 255 of them."""

    edge: Edge = field(default_factory=Edge)
    rest: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.rest) != self.edge.size % WIDTH:
            raise Refused(Reason.FRONTIER_SHAPE, self.edge.size % WIDTH, len(self.rest))

    def extended(self, entries: Iterable[bytes], write: Write) -> "Journal":
        """Append entries; each bundle is written before the tile that holds its hashes.

        As with `Edge.extended`: nothing here changes, and a checkpoint comes after the last write.
        """
        rest = list(self.rest)
        edge = self.edge.extended(self._leaves(entries, rest, write), write)
        if rest and edge.size > self.edge.size:
            write(bundle_at(edge.size // WIDTH, edge.size).path, packed(rest))
        return Journal(edge, tuple(rest))

    def _leaves(self, entries: Iterable[bytes], rest: list[bytes], write: Write) -> Iterator[bytes]:
        number = self.edge.size // WIDTH
        for entry in entries:
            rest.append(entry)
            if len(rest) == WIDTH:
                write(Tile(None, number).path, packed(rest))
                number += 1
                rest.clear()
            yield self.edge.hash.leaf(entry)


def reopened(read: Read, size: int, hash: Hash = SHA256) -> Journal:
    """The journal of a stored log of `size` entries; compare its root with the checkpoint."""
    edge = resumed(read, size, hash)
    rest = checked_entries(read, size // WIDTH, size, hash) if size % WIDTH else ()
    return Journal(edge, tuple(rest))


def checked_entries(read: Read, number: int, size: int, hash: Hash = SHA256) -> list[bytes]:
    """The entries of bundle `number` in a log of `size`, each against its hash in the tile.

    Raises Refused: TILE_MISSING, BUNDLE_SHAPE, TILE_LENGTH, ENTRY_DIFFERS (with the number of the
    first entry that is not the one in the tree).
    """
    entries = _read_bundle(read, bundle_at(number, size))
    leaves = read_tile(read, tile_at(0, number, size))
    for place, (entry, leaf) in enumerate(zip(entries, leaves, strict=True)):
        if hash.leaf(entry) != leaf:
            raise Refused(Reason.ENTRY_DIFFERS, leaf, number * WIDTH + place)
    return entries


def _read_bundle(read: Read, bundle: Tile) -> list[bytes]:
    """A partial bundle that is gone is cut from the full one."""
    if (data := found(read, bundle.path)) is not None:
        return unpacked(data, bundle.width)
    if (data := found(read, bundle.full.path)) is None:
        raise Refused(Reason.TILE_MISSING, bundle.path)
    return unpacked(data, WIDTH)[: bundle.width]
