"""Where a tile or a bundle of entries lies (C2SP tlog-tiles): paths, widths, spans.

A tile holds up to 256 consecutive hashes of one level; level L counts in subtrees of 256**L leaves.
"""

import re
from dataclasses import dataclass

from gongyue.engines.evidence.refusals import Reason, Refused

HEIGHT = 8  # levels of the tree in one tile
WIDTH = 1 << HEIGHT
LEVELS = 64
MOST = 1 << 62  # tiles of a level: more than any log has entries
ENTRIES = "entries"  # what stands in place of the level in the path of a bundle
_PATH = re.compile(
    r"tile/(?P<level>0|[1-9][0-9]?|entries)/(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True)
class Tile:
    """Tile `number` (from 0) of `level`; level None: a bundle of entries. Partial below 256."""

    level: int | None
    number: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        level = 0 if self.level is None else self.level
        if not (0 <= level < LEVELS and 0 <= self.number < MOST and 1 <= self.width <= WIDTH):
            raise Refused(Reason.TILE_PATH, "a level, a number, a width of 1 to 256", self)

    @property
    def path(self) -> str:
        """Such as tile/0/x001/x234/067.p/112, relative to the prefix of the log."""
        level = ENTRIES if self.level is None else self.level
        part = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{coded(self.number)}{part}"

    @property
    def full(self) -> "Tile":
        """The same tile once it is filled."""
        return Tile(self.level, self.number)


def coded(number: int) -> str:
    """A number in path elements of three digits, all but the last behind an x."""
    digits = str(number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    return "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])


def parsed(path: str) -> Tile:
    """The tile of a path; only the one spelling of each is taken. Raises Refused (TILE_PATH)."""
    found = _PATH.fullmatch(path)
    if not found:
        raise Refused(Reason.TILE_PATH, "tile/L/N or tile/L/N.p/W", path)
    level = None if found["level"] == ENTRIES else int(found["level"])
    number = int(found["number"].replace("x", "").replace("/", ""))
    tile = Tile(level, number, int(found["width"] or WIDTH))
    if tile.path != path:
        raise Refused(Reason.TILE_PATH, tile.path, path)
    return tile


def tile_at(level: int, number: int, size: int) -> Tile:
    """That tile as wide as a tree of `size` leaves fills it. Raises Refused when it is empty."""
    return Tile(level, number, min(WIDTH, (size >> HEIGHT * level) - number * WIDTH))


def bundle_at(number: int, size: int) -> Tile:
    """That bundle as wide as a log of `size` entries fills it. Raises Refused when it is empty."""
    return Tile(None, number, min(WIDTH, size - number * WIDTH))


def partial_tiles(size: int) -> list[Tile]:
    """The partial tiles a checkpoint of that size needs, lowest level first."""
    found = []
    for level in range(LEVELS):
        count = size >> HEIGHT * level
        if width := count % WIDTH:
            found.append(Tile(level, count // WIDTH, width))
    return found
