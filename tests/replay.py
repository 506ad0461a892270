"""What many tests begin with is made once a process; afterwards its rows are put back.

Making the cast takes a hundred calls of services, putting their rows back a few statements. What
a maker wrote the first time is kept beside what it returned, and written again where the database
stands as it did then: inside the transaction of a test, with as many rows in each of those tables.
What is kept under other settings is kept apart. Anywhere else, and in transactional tests, where
things happen after the commit, it is made anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Model

T = TypeVar("T")
Rows = dict[Any, tuple[Any, ...]]  # by primary key


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    key: int  # where the primary key stands among the columns
    columns: tuple[str, ...]

    @classmethod
    def of(cls, model: type[Model]) -> _Table:
        meta = model._meta
        fields = [one for one in meta.concrete_fields if not one.generated]
        names = tuple(connection.ops.quote_name(one.column) for one in fields)
        return cls(connection.ops.quote_name(meta.db_table), fields.index(meta.pk), names)

    def rows(self) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(self.columns)} FROM {self.name}")
            return {row[self.key]: row for row in cursor.fetchall()}


@dataclass(slots=True)
class _Kept:
    """What was returned, pickled, and what became of each table that changed."""

    returned: bytes
    files: dict[str, bytes]
    before: dict[_Table, int] = field(default_factory=dict)
    gone: dict[_Table, list[Any]] = field(default_factory=dict)
    new: dict[_Table, list[tuple[Any, ...]]] = field(default_factory=dict)


Overrides = frozenset[tuple[str, str]]
_KEPT: dict[tuple[Callable[..., Any], Overrides], _Kept] = {}
PLACES = frozenset({"UPLOADS"})  # where files go: another folder each time, the same files


def replayed(make: Callable[..., T], *given: Any) -> T:
    """What `make(*given)` returns, with the rows and files it writes; `given` was itself replayed.

    What it returns can be pickled, and it leaves nothing in the cache.
    """
    if not connection.in_atomic_block:
        return make(*given)
    kept = _KEPT.get((make, _overrides()))
    if kept is None:
        return _made(make, *given)
    if _counts(kept.before) != [*kept.before.values()]:
        return make(*given)
    _put_back(kept)
    for name, content in kept.files.items():
        path = Path(settings.UPLOADS) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return pickle.loads(kept.returned)


def _made(make: Callable[..., T], *given: Any) -> T:
    tables = [_Table.of(model) for model in _models()]
    before, files = {table: table.rows() for table in tables}, _files()
    found = make(*given)
    assert not getattr(cache, "_cache", None), f"{make} leaves something in the cache"
    written = {name: content for name, content in _files().items() if files.get(name) != content}
    kept = _Kept(pickle.dumps(found), written)
    for table, was in before.items():
        now = table.rows()
        if now != was:
            kept.before[table] = len(was)
            kept.gone[table] = [key for key, row in was.items() if now.get(key) != row]
            kept.new[table] = [row for key, row in now.items() if was.get(key) != row]
    _KEPT[make, _overrides()] = kept
    return found


def _overrides() -> Overrides:
    """What a test sets otherwise than the settings: a channel that is configured, say, writes more
    rows than one that is not."""
    found, holder = {}, settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        own = {name: repr(value) for name, value in vars(holder).items() if name.isupper()}
        found, holder = {**own, **found}, holder.default_settings
    return frozenset((name, said) for name, said in found.items() if name not in PLACES)


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _files() -> dict[str, bytes]:
    """Uploads by their path inside the folder."""
    folder = Path(settings.UPLOADS)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _counts(tables: dict[_Table, int]) -> list[int]:
    asked = ", ".join(f"(SELECT COUNT(*) FROM {table.name})" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return [*cursor.fetchone()]


def _put_back(kept: _Kept) -> None:
    with connection.cursor() as cursor:
        for table, keys in kept.gone.items():
            if keys:
                name = table.columns[table.key]
                cursor.executemany(
                    f"DELETE FROM {table.name} WHERE {name} = %s", [(key,) for key in keys]
                )
        for table, rows in kept.new.items():
            holes = ", ".join(["%s"] * len(table.columns))
            columns = ", ".join(table.columns)
            cursor.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({holes})", rows)
