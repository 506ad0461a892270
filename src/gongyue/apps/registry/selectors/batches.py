"""Imports as the firm's members see them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import system_unseal
from gongyue.apps.registry.models import ImportBatch
from gongyue.apps.registry.models.batches import BatchState
from gongyue.apps.registry.permissions import require_can_import
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.services.imports import (
    ALIVE,
    ALIVE_READING,
    own_batch,
    report_context,
)
from gongyue.engines.workbook import Problem


@dataclass(frozen=True, kw_only=True)
class BatchRow:
    """One line of the list of imports."""

    batch_id: UUID
    file_name: str
    state: str
    state_label: str
    planned_at: datetime
    finished_at: datetime | None
    people: int
    rows_new: int


@dataclass(frozen=True, kw_only=True)
class BatchPage:
    """A plan or its outcome.

    `sheets`: dicts with name, role, header_row, headers {letter: text}, mapping {letter: field},
    hidden, month, rows. `counts`: people, people_new, people_changed, people_same, people_absent,
    people_unclear, rows_new, rows_same, rows_replaced (absent means 0). `problems`: dicts with
    sheet, row, column, code, message; `problems_total` may be more than are listed.
    """

    batch_id: UUID
    organisation_id: UUID
    organisation: str
    file_name: str
    state: str
    state_label: str
    stage: str
    rows_done: int
    rows_total: int
    sheets: tuple[Mapping[str, Any], ...]
    overrides: Mapping[str, Mapping[str, str]]
    include_hidden: bool
    counts: Mapping[str, int]
    problems: tuple[Mapping[str, Any], ...]
    problems_total: int
    failure: str
    planned_at: datetime
    finished_at: datetime | None
    delete_file_on: date
    is_stuck: bool
    shapes: Mapping[str, Mapping[str, Any]]
    is_paper: bool
    has_file: bool


def batches_of(viewer: User, organisation_id: UUID, limit: int = 50) -> list[BatchRow]:
    """The firm's imports, newest first; raises NotFound, NotAllowed."""
    require_can_import(viewer, organisation_id)
    rows = ImportBatch.objects.filter(organisation__in=ids_of_organisation(organisation_id))
    return [
        BatchRow(
            batch_id=row.pk,
            file_name=row.file_name,
            state=row.state,
            state_label=str(BatchState(row.state).label),
            planned_at=row.planned_at,
            finished_at=row.finished_at,
            people=row.counts.get("people", 0),
            rows_new=row.counts.get("rows_new", 0),
        )
        for row in rows.defer("report_sealed", "sheets").order_by("-planned_at")[:limit]
    ]


def batch_page(viewer: User, batch_id: UUID, *, at: datetime) -> BatchPage:
    """One import with its problems and progress; raises NotFound, NotAllowed."""
    batch = own_batch(viewer, batch_id)
    report = json.loads(system_unseal(batch.report_sealed, report_context(batch.pk)))
    return BatchPage(
        batch_id=batch.pk,
        organisation_id=batch.organisation_id,
        organisation=batch.organisation.name,
        file_name=batch.file_name,
        state=batch.state,
        state_label=str(BatchState(batch.state).label),
        stage=batch.stage,
        rows_done=batch.rows_done,
        rows_total=batch.rows_total,
        sheets=tuple(batch.sheets),
        overrides=batch.overrides,
        include_hidden=batch.include_hidden,
        counts=batch.counts,
        problems=tuple(report["problems"]),
        problems_total=report["total"],
        failure=batch.failure,
        planned_at=batch.planned_at,
        finished_at=batch.finished_at,
        delete_file_on=batch.delete_file_on,
        is_stuck=_is_stuck(batch, at),
        shapes=batch.shapes,
        is_paper=bool(batch.scan_key_wrapped),
        has_file=bool(batch.file_key_wrapped),
    )


def problems_of(batch: ImportBatch) -> list[Problem]:
    """The problems kept with a batch."""
    report = json.loads(system_unseal(batch.report_sealed, report_context(batch.pk)))
    return [
        Problem(p["sheet"], p["row"] or 0, p["column"], p["code"], p["message"])
        for p in report["problems"]
    ]


def _is_stuck(batch: ImportBatch, at: datetime) -> bool:
    """Whether the process that ran it seems to have been killed: restart or discard it."""
    if batch.state == BatchState.READING:
        return at - (batch.seen_alive_at or batch.planned_at) >= ALIVE_READING
    silent = at - (batch.seen_alive_at or batch.started_at or at)
    return batch.state == BatchState.RUNNING and silent >= ALIVE
