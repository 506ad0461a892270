"""Small cities with more trouble than usual, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from gongyue.cli.simulate.settings import of_mapping
from gongyue.cli.simulate.tables import TABLES
from gongyue.cli.simulate.writing import simulate

TROUBLED: dict[str, Any] = {"collapse": {"rate": 0.06}, "size": {"median": 9, "largest": 80}}
FIRMS, MONTHS = 448, 24


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    simulate(folder, firms=FIRMS, months=MONTHS, seed=5, settings=of_mapping(TROUBLED))
    return folder


@pytest.fixture(scope="session")
def ask(city: Path) -> Any:
    """`ask("select … from p_firms join t_firms …")` → rows; p_ are panels, t_ the truth."""
    base = duckdb.connect()
    for path, table in TABLES.items():
        name = f"{'t' if table.truth else 'p'}_{table.name}"
        base.execute(f"create view {name} as select * from read_parquet('{city / path}')")

    yield lambda query: base.execute(query).fetchall()
    base.close()
