"""Progress is read from another connection while the import runs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections

from gongyue.apps.registry.models import ImportBatch
from gongyue.apps.registry.services import imports
from tests.apps.people import HEADER, bring_people, table
from tests.cast import AT, identity_number

ROWS = [
    (
        f"工人{n}",
        identity_number(born="19900101", sequence=n),
        "",
        "车间",
        "工",
        "2024-01-01",
        "4000",
    )
    for n in range(1, 701)
]


@pytest.mark.django_db(transaction=True)
def test_another_connection_reads_how_far_it_is(monkeypatch: Any, settings: Any) -> None:
    settings.IMPORT_AT_ONCE = 10_000
    people = bring_people()
    plan = imports.import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(ROWS, HEADER),
        name="花名册.csv",
        at=AT,
    )
    seen: list[tuple[str, int]] = []
    say = imports._progress

    def watched(batch: ImportBatch) -> Any:
        tell = say(batch)

        def told(stage: str, done: int, total: int) -> None:
            tell(stage, done, total)
            seen.append(_elsewhere(batch))

        return told

    monkeypatch.setattr(imports, "_progress", watched)
    assert imports.import_start(by=people.chen, batch_id=plan.pk, at=AT).state == "done"
    assert ("matching", 500) in seen
    assert ("writing", 700) in seen


def _elsewhere(batch: ImportBatch) -> tuple[str, int]:
    """Asked through a second connection, which sees committed rows only."""
    other = connections["default"].copy()
    try:
        with other.cursor() as cursor:
            key = batch.pk if other.vendor == "postgresql" else batch.pk.hex
            cursor.execute("SELECT stage, rows_done FROM registry_importbatch WHERE id = %s", [key])
            return tuple(cursor.fetchone())
    finally:
        other.close()
