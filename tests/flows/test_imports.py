"""The life of an import: sound, and time gives up what nobody carried out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongyue.apps.registry.models import ImportBatch
from gongyue.apps.registry.models.batches import MOVES, BatchState
from gongyue.apps.registry.services.imports import delete_expired_files, import_plan
from tests.apps.people import ROSTER, People, table
from tests.cast import AT
from tests.flows.explorer import Timeout, act, faults, flow_of

READING, PLANNED, QUEUED, RUNNING, DONE, FAILED, DISCARDED, UNDONE = BatchState
WAITING = (READING, PLANNED, QUEUED, RUNNING, FAILED)
FLOW = flow_of(
    "import",
    start=PLANNED,
    moves=MOVES,
    acts=[
        act("recognise", "worker", READING, [READING, PLANNED, FAILED]),
        act("recognise again", "firm", FAILED, READING),
        act("start", "firm", PLANNED, [QUEUED, RUNNING]),
        act("discard", "firm", WAITING, DISCARDED),
        act("restart", "firm", [RUNNING, FAILED], QUEUED),
        act("run", "worker", QUEUED, RUNNING),
        act("finish", "worker", RUNNING, [DONE, FAILED]),
        act("undo", "firm", DONE, UNDONE),
    ],
    # When the file's days are over, what was never carried out cannot be any more.
    timeouts={state: Timeout(str(DISCARDED)) for state in WAITING},
    ends=(DONE, DISCARDED, UNDONE),
)


def test_the_flow_is_sound() -> None:
    assert faults(FLOW) == []


@pytest.mark.django_db
@pytest.mark.parametrize("state", BatchState)
def test_time_does_what_the_flow_says(people: People, state: BatchState) -> None:
    batch = import_plan(
        by=people.chen,
        organisation_id=people.factory.pk,
        content=table(ROSTER),
        name="花名册.csv",
        at=AT,
    )
    facts = {"failure": "x"} if state == FAILED else {"started_at": AT, "finished_at": AT}
    ImportBatch.objects.filter(pk=batch.pk).update(state=state, **facts)
    assert delete_expired_files(on=batch.delete_file_on - timedelta(days=1)) == 0
    assert delete_expired_files(on=batch.delete_file_on) == 1
    batch.refresh_from_db()
    assert batch.state == (FLOW.timeouts[str(state)].to if state in WAITING else state)
