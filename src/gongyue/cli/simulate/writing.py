"""Writing a city, block after block, in bounded memory and the same bytes whatever the batch."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongyue.cli.simulate.block import market_of
from gongyue.cli.simulate.firms import BLOCK
from gongyue.cli.simulate.panels import panels
from gongyue.cli.simulate.settings import Settings
from gongyue.cli.simulate.tables import TABLES
from gongyue.cli.simulate.truth import exogenous, truth
from gongyue.cli.simulate.world import World, world_of

ROWS = 1 << 17  # of a row group
FORMAT = 1
MARK = "city.json"
Progress = Callable[[int, int], None]


class NotEmpty(Exception):
    """The folder holds something that is no simulated city."""


def simulate(  # noqa: PLR0913 - the command's own options
    out: Path, *, firms: int, months: int, seed: int, settings: Settings, batch: int = BLOCK,
    progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Write the city to `out`, replacing a city that is there; answers with its manifest.

    `batch`: how many firms are held in memory at once, in whole labour markets. Raises
    BadSettings, NotEmpty.
    """
    world = world_of(settings, months=months, seed=seed)
    _clear(out)
    rows: dict[str, int] = {}
    with _sinks(out) as sinks:
        for tables in _batches(world, firms, batch, progress or (lambda done, total: None)):
            for path, part in tables.items():
                rows[path] = rows.get(path, 0) + part.num_rows
                sinks[path].take(part)
    manifest = {
        "format": FORMAT, "firms": firms, "months": months, "seed": seed,
        "settings": settings.to_json(), "first_month": world.months[0].isoformat(),
        "last_month": world.months[-1].isoformat(), "rows": rows, "law": list(world.law.gaps),
    }  # fmt: skip
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (out / MARK).write_text(text + "\n", encoding="utf-8")
    return manifest


def _batches(
    world: World, firms: int, batch: int, progress: Progress
) -> Iterator[dict[str, pa.Table]]:
    """Tables of one batch after the other, and what is of the whole city first."""
    yield {"truth/exogenous.parquet": exogenous(world)}
    blocks = -(-firms // BLOCK)
    step = max(1, batch // BLOCK)
    for first in range(0, blocks, step):
        parts = [
            _tables(world, block, min(BLOCK, firms - block * BLOCK))
            for block in range(first, min(first + step, blocks))
        ]
        yield {path: pa.concat_tables([part[path] for part in parts]) for path in parts[0]}
        progress(min((first + step) * BLOCK, firms), firms)


def _tables(world: World, block: int, count: int) -> dict[str, pa.Table]:
    market = market_of(world, block, count)
    return panels(market) | truth(market)


@contextmanager
def _sinks(out: Path) -> Iterator[dict[str, "_Sink"]]:
    for part in ("panels", "truth"):
        (out / part).mkdir(parents=True)
    sinks = {path: _Sink(out / path, table.schema()) for path, table in TABLES.items()}
    try:
        yield sinks
    finally:
        for sink in sinks.values():
            sink.close()


class _Sink:
    """A Parquet file whose row groups are of one size, however the rows come in."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        plain = pa.schema([_plain(field) for field in schema])
        self.writer = pq.ParquetWriter(path, plain, compression="zstd")
        self.schema, self.waiting, self.count = plain, list[pa.Table](), 0

    def take(self, part: pa.Table) -> None:
        """Keep rows until a row group is full."""
        self.waiting.append(part.cast(self.schema))
        self.count += part.num_rows
        if self.count >= ROWS:
            whole = pa.concat_tables(self.waiting)
            full = self.count // ROWS * ROWS
            for first in range(0, full, ROWS):
                self.writer.write_table(whole.slice(first, ROWS), row_group_size=ROWS)
            # A copy: a slice would keep the whole of it in memory.
            self.waiting = [pa.concat_tables([whole.slice(full)]).combine_chunks()]
            self.count -= full

    def close(self) -> None:
        """Write the rest, or at least the schema."""
        rest = pa.concat_tables(self.waiting) if self.waiting else self.schema.empty_table()
        self.writer.write_table(rest, row_group_size=ROWS)
        self.writer.close()


def _plain(field: pa.Field) -> pa.Field:
    """Text in files is text; the writer makes its own dictionaries."""
    if pa.types.is_dictionary(field.type):
        return field.with_type(pa.string())
    return field


def _clear(out: Path) -> None:
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        known = {"panels", "truth"}
        if {path.name for path in out.iterdir()} - known:
            raise NotEmpty(f"{out} 不是空文件夹。 {out} is not an empty folder.")
    for part in ("panels", "truth"):
        shutil.rmtree(out / part, ignore_errors=True)
    (out / MARK).unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)
