"""The state of a database in figures: rows and one digest a table.

Two databases with the same state hold the same rows. Digests are SHA-256 over the rows in the
order of the primary key, each written by `repr`, which tells every type apart that a column holds.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

State = dict[str, dict[str, Any]]
BATCH = 2_000


def of_sqlite(path: Path) -> State:
    """State of the database file at `path`; the file is only read."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return {table: _digest(_rows(connection, table)) for table in _tables(connection)}
    finally:
        connection.close()


def of_postgres(connection: Any) -> State:
    """State as the open transaction of a psycopg connection sees it; bounded memory."""
    state = {}
    for number, (table, order) in enumerate(_tables_of_postgres(connection)):
        with connection.cursor(name=f"state_{number}") as cursor:
            cursor.itersize = BATCH
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY {order}')
            state[table] = _digest(cursor)
    return state


def differing(left: State, right: State) -> list[str]:
    """Names of the tables that are not the same in both."""
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def _digest(rows: Iterable[Any]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in found]


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[Any]:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = [f'"{name}"' for _, name, _, _, _, place in sorted(columns, key=lambda c: c[5]) if place]
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY {", ".join(key) or "rowid"}')


PRIMARY_KEYS = """
SELECT t.relname,
       string_agg(quote_ident(a.attname), ', ' ORDER BY array_position(i.indkey, a.attnum))
FROM pg_class t
JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema()
LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (i.indkey)
WHERE t.relkind = 'r' GROUP BY t.relname ORDER BY t.relname
"""


def _tables_of_postgres(connection: Any) -> list[tuple[str, str]]:
    """(table, what its rows are ordered by)."""
    found = connection.execute(PRIMARY_KEYS).fetchall()
    return [(table, key or f'"{table}"::text') for table, key in found]
