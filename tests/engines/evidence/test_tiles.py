"""Tiles: their paths, their bytes, and proofs that read few of them."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongyue.engines.evidence import proofs, tiles
from gongyue.engines.evidence.hashing import SHA256
from gongyue.engines.evidence.proofs import Leaves
from gongyue.engines.evidence.reading import Tiles
from gongyue.engines.evidence.refusals import Reason, Refused
from gongyue.engines.evidence.tiles import Tile, parsed
from gongyue.engines.evidence.tiling import Edge, resumed
from gongyue.engines.evidence.verifying import check_consistency, check_inclusion
from tests.engines.evidence.naive import leaf_hashes

MOST = 1_500
LEAVES = leaf_hashes(MOST)
TREE = Leaves(LEAVES)


def recomputed(size: int) -> dict[str, bytes]:
    """All tiles of a tree of that size by the definition, full and partial."""
    found = {}
    for level in range(3):
        count = size >> 8 * level
        for number in range(-(-count // 256)):
            row = range(number * 256, min(count, number * 256 + 256))
            data = b"".join(TREE.node(8 * level, index) for index in row)
            found[Tile(level, number, len(row)).path] = data
    return found


class Uniform:
    """The tiles of a log whose leaves are all the same: any size, nothing stored."""

    def __init__(self, size: int) -> None:
        self.size, self.asked, self.nodes = size, [], [SHA256.leaf(b"same")]
        for _ in range(40):
            self.nodes.append(SHA256.node(self.nodes[-1], self.nodes[-1]))

    def read(self, path: str) -> bytes:
        self.asked.append(path)
        tile = parsed(path)
        assert tile == tiles.tile_at(tile.level, tile.number, self.size), "beyond the log"
        return self.nodes[8 * tile.level] * tile.width


@pytest.mark.parametrize(
    ("number", "path"),
    [
        (0, "000"),
        (999, "999"),
        (1_000, "x001/000"),
        (67_005, "x067/005"),
        (1_234_067, "x001/x234/067"),
        (1_000_000_000, "x001/x000/x000/000"),
    ],
)
def test_the_coding_of_numbers(number: int, path: str) -> None:
    assert Tile(3, number).path == f"tile/3/{path}"
    assert parsed(f"tile/3/{path}") == Tile(3, number)
    assert parsed(f"tile/entries/{path}.p/7") == Tile(None, number, 7)


@given(
    st.one_of(st.none(), st.integers(0, 63)), st.integers(0, tiles.MOST - 1), st.integers(1, 256)
)
def test_paths_come_back(level: int | None, number: int, width: int) -> None:
    assert parsed(Tile(level, number, width).path) == Tile(level, number, width)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/07",
        "tile/0/000.p/",
        "tile/data/000",
        "/tile/0/000",
        "tile/0/000\n",
        "tile/0/../../000",
        "tile/0/٠٠٠",
        "tile/0/" + "x999/" * 6 + "999",
        "tile/0/" + "x999/" * 2_000 + "999",
    ],
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(Refused) as refused:
        parsed(path)
    assert refused.value.reason is Reason.TILE_PATH


def test_the_partial_tiles_of_the_specification() -> None:
    assert tiles.partial_tiles(70_000) == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert tiles.partial_tiles(256) == [Tile(1, 0, 1)]
    assert tiles.partial_tiles(0) == []
    assert tiles.bundle_at(273, 70_000).path == "tile/entries/273.p/112"
    with pytest.raises(Refused):
        tiles.bundle_at(274, 70_000)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 5, 255, 256, 257, 512, 700]), max_size=5))
def test_tiles_written_in_batches_are_the_recomputed_ones(batches: list[int]) -> None:
    edge, stored = Edge(), {}
    for count in batches:
        count = min(count, MOST - edge.size)
        edge = edge.extended(LEAVES[edge.size : edge.size + count], stored.__setitem__)
        wanted = recomputed(edge.size)
        assert {path: stored[path] for path in wanted} == wanted
        assert edge.root() == proofs.root(TREE, edge.size)
        assert resumed(stored.__getitem__, edge.size) == edge
    assert stored.keys() <= {p for size in range(edge.size + 1) for p in paths_at(size)}


def paths_at(size: int) -> set[str]:
    full = {Tile(0, number).path for number in range(size >> 8)}
    return full | {tile.path for tile in tiles.partial_tiles(size)}


def test_a_write_that_failed_is_done_again() -> None:
    stored: dict[str, bytes] = {}

    def broken(path: str, data: bytes) -> None:
        if len(stored) == 2:
            raise OSError("disk full")
        stored[path] = data

    edge = Edge().extended(LEAVES[:100], stored.__setitem__)
    stored.clear()
    with pytest.raises(OSError, match="disk full"):
        edge.extended(LEAVES[100:], broken)
    assert edge.size == 100
    grown = edge.extended(LEAVES[100:], stored.__setitem__)
    assert grown.root() == proofs.root(TREE, MOST)
    assert {path: stored[path] for path in recomputed(MOST)} == recomputed(MOST)


def test_every_proof_out_of_tiles() -> None:
    stored: dict[str, bytes] = {}
    Edge().extended(LEAVES, stored.__setitem__)
    log = Tiles(stored.__getitem__, MOST)
    log.check(proofs.root(TREE, MOST))
    for index in range(0, MOST, 37):
        size = (index + MOST + 1) // 2
        assert proofs.inclusion(log, index, size) == proofs.inclusion(TREE, index, size)
        assert proofs.consistency(log, index, size) == proofs.consistency(TREE, index, size)


def test_a_proof_among_ten_million_touches_few_tiles() -> None:
    size = 10_000_000
    log = Uniform(size)
    reader = Tiles(log.read, size)
    root, leaf = proofs.root(reader, size), log.nodes[0]
    most = 0
    for index in (0, 1, 255, 256, 65_535, 65_536, 5_000_001, 9_961_472, size - 1):
        log.asked.clear()
        proof = proofs.inclusion(Tiles(log.read, size), index, size)
        most = max(most, len(log.asked))
        check_inclusion(leaf, index, size, proof, root)
    assert most <= 5
    log.asked.clear()
    grown = proofs.consistency(Tiles(log.read, size), 1_234_567, size)
    assert len(log.asked) <= 6
    check_consistency(1_234_567, size, grown, (proofs.root(reader, 1_234_567), root))


def test_the_edge_is_all_that_is_kept() -> None:
    leaves = (i.to_bytes(32, "big") for i in range(70_000))
    written = [0]

    def count(path: str, data: bytes) -> None:
        written[0] += len(data)

    tracemalloc.start()
    try:
        grown = Edge().extended(leaves, count)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown.size == 70_000 and written[0] > 2_200_000
    assert peak < 250_000


def test_a_partial_tile_that_is_gone_is_cut_from_the_full_one() -> None:
    stored: dict[str, bytes] = {}
    Edge().extended(LEAVES[:300], lambda path, data: None).extended(
        LEAVES[300:600], stored.__setitem__
    )
    stored["tile/0/000"] = b"".join(LEAVES[:256])
    log = Tiles(stored.__getitem__, 300)
    with pytest.raises(Refused, match="tile-missing"):
        log.check(proofs.root(TREE, 300))  # of level 1 there is width 2 only
    stored["tile/1/000.p/1"] = TREE.node(8, 0)
    log.check(proofs.root(TREE, 300))


def test_spoilt_tiles_never_prove() -> None:
    stored: dict[str, bytes] = {}
    edge = Edge().extended(LEAVES[:600], stored.__setitem__)
    good, root = stored["tile/0/001"], edge.root()
    stored["tile/0/001"] = good[:-1]
    with pytest.raises(Refused, match="tile-has-wrong-length"):
        proofs.inclusion(Tiles(stored.__getitem__, 600), 300, 600)
    stored["tile/0/001"] = bytes([good[0] ^ 1]) + good[1:]
    proof = proofs.inclusion(Tiles(stored.__getitem__, 600), 300, 600)
    with pytest.raises(Refused, match="root-differs"):
        check_inclusion(LEAVES[300], 300, 600, proof, root)
    stored["tile/1/000.p/2"] = bytes(64)
    with pytest.raises(Refused, match="root-differs"):
        Tiles(stored.__getitem__, 600).check(root)


def test_an_edge_of_another_size_is_refused() -> None:
    row = tuple(LEAVES[:3])
    with pytest.raises(Refused, match="frontier-does-not-fit-size"):
        Edge(4, (row,))
    with pytest.raises(Refused, match="node-has-wrong-length"):
        Edge(1, ((b"short",),))
    with pytest.raises(Refused, match="outside"):
        Tiles({"tile/0/000.p/3": b"".join(row)}.__getitem__, 3).node(1, 1)
