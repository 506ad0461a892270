"""Run by test_killed_imports in a process of its own: an import that stops half-way, to be killed.

Arguments: prepare | half | resume. What the parent needs to know goes to standard output.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import django

django.setup()

from django.utils.timezone import now  # noqa: E402

from gongyue.apps.registry.models import Employment, Event, ImportBatch, Person  # noqa: E402
from gongyue.apps.registry.services.imports import (  # noqa: E402
    import_plan,
    import_restart,
    run_import,
)
from gongyue.apps.registry.services.undo import state_checksum  # noqa: E402
from tests.apps.people import HEADER, bring_people, table  # noqa: E402
from tests.cast import AT, identity_number  # noqa: E402

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
    for n in range(1, 901)
]


def prepare() -> None:
    people = bring_people()
    import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(ROWS, HEADER),
        name="花名册.csv",
        at=AT,
    )
    tell()


def half() -> None:
    """Stop inside the transaction, after people and half of the events are written."""
    write = Event.objects.bulk_create

    def half_written(events: Any, **options: Any) -> Any:
        if len(events) < 2:
            return write(events, **options)
        write(events[: len(events) // 2], **options)
        print("half", Person.objects.count(), Event.objects.count(), flush=True)
        time.sleep(60)
        raise AssertionError("nobody killed me")

    Event.objects.bulk_create = half_written
    run_import(batch_id=ImportBatch.objects.get().pk, at=now())


def resume() -> None:
    """Long after, somebody presses the button again."""
    batch = ImportBatch.objects.get()
    ImportBatch.objects.update(seen_alive_at=AT)
    import_restart(by=batch.by, batch_id=batch.pk, at=now())
    run_import(batch_id=batch.pk, at=now())
    tell()


def tell() -> None:
    batch = ImportBatch.objects.get()
    records = Event.objects.filter(type="employment.recorded").count()
    checksum = state_checksum(organisation_id=batch.organisation_id)
    print(batch.state, Person.objects.count(), Employment.objects.count(), records, checksum)


{"prepare": prepare, "half": half, "resume": resume, "tell": tell}[sys.argv[1]]()
