"""Subtrees out of stored tiles, so that a proof reads a few tiles and not the log."""

from collections.abc import Callable

from gongyue.engines.evidence.hashing import LENGTH, SHA256, Hash
from gongyue.engines.evidence.proofs import root
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiles import HEIGHT, WIDTH, Tile, tile_at

# Raises FileNotFoundError or KeyError where there is nothing: a folder and a dict both do.
Read = Callable[[str], bytes]
MOST = 512  # tiles kept by one reader: 4 MiB of hashes


def read_tile(read: Read, tile: Tile) -> tuple[bytes, ...]:
    """The hashes of a tile. A partial tile that is gone is cut from the full one.

    Raises Refused: TILE_MISSING, TILE_LENGTH.
    """
    data = found(read, tile.path)
    if data is None and tile.width < WIDTH:
        data, held = found(read, tile.full.path), WIDTH
    else:
        held = tile.width
    if data is None:
        raise Refused(Reason.TILE_MISSING, tile.path)
    if len(data) != held * LENGTH:
        raise Refused(Reason.TILE_LENGTH, f"{held * LENGTH} bytes in {tile.path}", len(data))
    return tuple(data[i : i + LENGTH] for i in range(0, tile.width * LENGTH, LENGTH))


class Tiles:
    """The subtrees of a log of `size` leaves, as `proofs` asks for them, read tile by tile.

    What is read is believed: a spoilt tile gives a proof that does not verify, never a false one
    that does. `check` compares the whole edge with a root first.
    """

    def __init__(self, read: Read, size: int, hash: Hash = SHA256) -> None:
        self.size, self.hash, self._read = size, hash, read
        self._kept: dict[Tile, tuple[bytes, ...]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The root over leaves index * 2**level up to the next multiple."""
        tile_level, span = divmod(level, HEIGHT)
        number, at = divmod(index << span, WIDTH)
        row = self._row(tile_at(tile_level, number, self.size))
        if at + (1 << span) > len(row):
            raise Refused(Reason.INDEX_OUTSIDE, f"{self.size} leaves", f"{level}, {index}")
        return self.hash.perfect(row[at : at + (1 << span)])

    def check(self, expected: bytes) -> None:
        """That these tiles lead to that root. Raises Refused (ROOT_DIFFERS)."""
        found = root(self, self.size)
        if found != expected:
            raise Refused(Reason.ROOT_DIFFERS, expected, found)

    def _row(self, tile: Tile) -> tuple[bytes, ...]:
        if tile not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
            self._kept[tile] = read_tile(self._read, tile)
        return self._kept[tile]


def found(read: Read, path: str) -> bytes | None:
    """The bytes at that path, None where there is nothing."""
    try:
        return read(path)
    except (FileNotFoundError, KeyError):
        return None
