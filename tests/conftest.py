"""What every test shares: the append-only stream must be emptied between transactional tests."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from tests import slowest

EVENTS = "registry_event"
ASKING = ("django_db", "postgres", "own_database")
DATABASES = {"db", "transactional_db", "django_db_setup", "live_server"}
# Collections of young objects before an older generation is looked at, and so on.
SELDOM = (50_000, 20, 50)


def _without_triggers(empty: Callable[[Any], None]) -> Callable[[Any], None]:
    """The database refuses to delete events; only the end of a test may, and puts that back."""

    def emptied(self: Any) -> None:
        put_back = _lift()
        try:
            empty(self)
        finally:
            with connection.cursor() as cursor:
                for statement in put_back:
                    cursor.execute(statement)

    return emptied


def _lift() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {EVENTS} DISABLE TRIGGER USER")
            return [f"ALTER TABLE {EVENTS} ENABLE TRIGGER USER"]
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [EVENTS]
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        return [sql for _, sql in triggers]


TransactionTestCase._fixture_teardown = _without_triggers(  # type: ignore[method-assign]
    TransactionTestCase._fixture_teardown
)


@pytest.fixture(autouse=True)
def _own_uploads(request: pytest.FixtureRequest) -> None:
    """No test sees a file another one uploaded; tests without a database need no folder."""
    if {"db", "transactional_db"} & {*request.fixturenames}:
        folder = request.getfixturevalue("tmp_path_factory").mktemp("uploads")
        request.getfixturevalue("settings").UPLOADS = folder


@pytest.fixture(autouse=True)
def _fresh_doors() -> None:
    """Every test comes as if nobody had been there within the hour."""
    cache.clear()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(slowest, "slowest")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """PostgreSQL is asked only by what asks a database: the rest has run beside SQLite."""
    if connection.vendor == "postgresql":
        others = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    """Elsewhere pytest-django lets nothing through to a database."""
    named = {*getattr(item, "fixturenames", ())}
    return bool(DATABASES & named) or any(map(item.get_closest_marker, ASKING))


def pytest_collection_finish() -> None:
    """Sixteen thousand tests stay until the end: the collector need not look at them each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Races and full-text tests run on PostgreSQL only, and say so when they do not."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")
