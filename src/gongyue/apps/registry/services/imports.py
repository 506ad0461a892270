"""Import of a workbook: plan (dry run) → start → done, in one transaction, at once or behind."""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash, system_seal
from gongyue.apps.registry.events import import_failed, import_finished, uploads_expiring
from gongyue.apps.registry.files import FileGone, delete_file, read_file, store_file
from gongyue.apps.registry.known import last_record
from gongyue.apps.registry.matching import Changes, Frame, changes_of
from gongyue.apps.registry.models import (
    Employment,
    Event,
    ImportBatch,
    Organisation,
    Person,
    PersonKey,
)
from gongyue.apps.registry.models.batches import MOVES, BatchState
from gongyue.apps.registry.papers import (
    BEHIND,
    WHILE_WAITING,
    corrections_of,
    forget_scan,
    is_read_behind,
    keep_corrections,
    recognise,
    workbook_of_batch,
)
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_can_import
from gongyue.apps.registry.projection import SHOWN
from gongyue.apps.registry.rows import sheet_header
from gongyue.apps.registry.services.mappings import remember_mappings
from gongyue.apps.registry.stream import BATCH_ROWS, Entry, append_one, sealed_events
from gongyue.engines.workbook import Workbook
from gongyue.engines.workbook.models import Problem
from gongyue.engines.workbook.scanned import is_paper

log = logging.getLogger("gongyue.registry.imports")

Overrides = Mapping[str, Mapping[str, str]]
Shapes = Mapping[str, Mapping[str, Any]]
OWNER = "imports"
ALIVE = timedelta(minutes=2)  # a run silent for longer counts as killed
TRIES = 3
SEAL_ROWS = 1_000
PROBLEMS_KEPT = 2_000
LONGEST_CORRECTION = 400
ALIVE_READING = timedelta(minutes=16)  # a long scan is read within fifteen
# What a dry run writes, and what a person may have said before it.
PLAN = (
    "overrides", "shapes", "include_hidden", "corrections_sealed", "sheets", "counts",
    "report_sealed", "rows_total",
)  # fmt: skip
UNFINISHED = frozenset(
    {
        BatchState.READING,
        BatchState.PLANNED,
        BatchState.QUEUED,
        BatchState.RUNNING,
        BatchState.FAILED,
    }
)
CHANGED_COLUMNS = (*SHOWN, "card_sealed")


class Moved(Exception):
    """Somebody else changed the firm's records while this import was computed."""


def import_plan(
    *,
    by: User,
    organisation_id: UUID,
    content: bytes,
    name: str,
    at: datetime,
    include_hidden: bool = False,
) -> ImportBatch:
    """Read a workbook and say what it would change; nothing is written but the plan.

    Raises NotFound, NotAllowed, Refused (not a workbook, too large).
    """
    batch = _new(by, organisation_id, content, name, at)
    batch.include_hidden = include_hidden
    if is_read_behind(content):
        return _read_later(batch, content)
    if is_paper(content):
        recognise(batch, content, WHILE_WAITING)
    _plan_first(batch, content, by, at)
    _keep(batch, content)
    return batch


def import_at_once(
    *, by: User, organisation_id: UUID, content: bytes, name: str, at: datetime
) -> ImportBatch:
    """Plan and carry out with one reading: for whoever hands in many books and looks at no plan.

    Every rule of import_plan and run_import holds; the batch comes back done or failed. Raises as
    import_plan does.
    """
    batch = _new(by, organisation_id, content, name, at)
    workbook, changes = _dry_run(batch, content, by, at)
    _keep(batch, content)
    return _run(batch, at, lambda: workbook, changes)


def import_replan(
    *,
    by: User,
    batch_id: UUID,
    overrides: Overrides,
    at: datetime,
    include_hidden: bool = False,
    shapes: Shapes | None = None,
) -> ImportBatch:
    """Read again with columns mapped by hand: {sheet: {column letter: field}}; "" is no field.

    shapes: {sheet: {"role": …, "header_row": …}} of sheets taken for something else; None
    leaves them as they are.
    """
    batch = _own_batch(by, batch_id)
    require_planned(batch)
    batch.overrides = {sheet: dict(columns) for sheet, columns in overrides.items()}
    if shapes is not None:
        batch.shapes = {sheet: dict(told) for sheet, told in shapes.items()}
    batch.include_hidden = include_hidden
    return plan_again(batch, by=by, at=at)


def import_correct(
    *, by: User, batch_id: UUID, corrections: Mapping[str, Mapping[str, str]], at: datetime
) -> ImportBatch:
    """Read a scan again with cells as a person read them: {sheet: {"B3": text}}; "" is blank."""
    batch = _own_batch(by, batch_id)
    require_planned(batch)
    kept = corrections_of(batch)
    for sheet, cells in corrections.items():
        texts = {address: text[:LONGEST_CORRECTION] for address, text in cells.items()}
        kept.setdefault(sheet, {}).update(texts)
    keep_corrections(batch, kept)
    return plan_again(batch, by=by, at=at)


def require_planned(batch: ImportBatch) -> None:
    """What is being carried out, or was, is not read in another way. Raises Refused."""
    if batch.state != BatchState.PLANNED:
        raise Refused("这次导入已经开始，不能再改列的对应。")


def plan_again(batch: ImportBatch, *, by: User, at: datetime) -> ImportBatch:
    """The plan anew after a person said how to read the file."""
    _dry_run(batch, content_of(batch), by, at)
    batch.save(update_fields=PLAN)
    return batch


def read_behind(*, batch_id: UUID, at: datetime) -> ImportBatch:
    """Recognise the paper of a batch and plan it. Safe to run twice."""
    batch = ImportBatch.objects.select_related("organisation", "by").get(pk=batch_id)
    if batch.state != BatchState.READING:
        return batch
    ImportBatch.objects.filter(pk=batch.pk).update(seen_alive_at=now())
    require_can_import(batch.by, batch.organisation_id)
    try:
        content = content_of(batch)
        recognise(batch, content, BEHIND)
        _plan_first(batch, content, batch.by, at)
    except Refused as refusal:
        _move(batch, BatchState.FAILED, failure=refusal.message_zh[:200])
        return batch
    names = [*PLAN, "headings_first", "scan_key_wrapped"]
    _move(batch, BatchState.PLANNED, **{name: getattr(batch, name) for name in names})
    return batch


def import_start(*, by: User, batch_id: UUID, at: datetime) -> ImportBatch:
    """Carry the plan out: small files at once, large ones in the background (state QUEUED)."""
    batch = _own_batch(by, batch_id)
    if batch.state == BatchState.PLANNED:
        remember_mappings(batch, by=by, at=at)
    if batch.rows_total <= settings.IMPORT_AT_ONCE:
        return run_import(batch_id=batch.pk, at=at)
    return _queue(batch, at)


def import_restart(*, by: User, batch_id: UUID, at: datetime) -> ImportBatch:
    """Start again what failed, or what was killed and has been silent for two minutes."""
    batch = _own_batch(by, batch_id)
    _require_not_alive(batch, at)
    if batch.state in {BatchState.READING, BatchState.FAILED} and not batch.sheets:
        _move(batch, BatchState.READING, failure="")  # it never came to a plan
        return _enqueue_reading(batch)
    return _queue(batch, at)


def import_discard(*, by: User, batch_id: UUID, at: datetime) -> ImportBatch:
    """Give a plan up, or a run that failed or was killed; the file goes at once."""
    batch = _own_batch(by, batch_id)
    _require_not_alive(batch, at)
    _move(batch, BatchState.DISCARDED)
    forget_file(batch)
    return batch


def run_import(*, batch_id: UUID, at: datetime) -> ImportBatch:
    """Write the batch in one transaction. Safe to call twice: a finished batch stays as it is."""
    batch = ImportBatch.objects.select_related("organisation", "by").get(pk=batch_id)
    if batch.state in {BatchState.DONE, BatchState.UNDONE, BatchState.DISCARDED}:
        return batch
    return _run(batch, at, lambda: workbook_of_batch(batch, content_of(batch)))


def _run(
    batch: ImportBatch,
    at: datetime,
    workbook: Callable[[], Workbook],
    changes: Changes | None = None,
) -> ImportBatch:
    require_can_import(batch.by, batch.organisation_id)
    _move(batch, BatchState.RUNNING, started_at=at, seen_alive_at=now(), failure="")
    batch.started_at = at
    try:
        _carry_out(batch, at, workbook(), changes)
    except Refused as refusal:
        _move(batch, BatchState.FAILED, failure=refusal.message_zh[:200])
    except Exception as error:
        _move(
            batch,
            BatchState.FAILED,
            failure=f"系统错误（{type(error).__name__}），没有写入任何数据。",
        )
        log.exception("import failed", extra={"batch": str(batch.pk)})
        import_failed.send_robust(ImportBatch, batch=batch)
        raise
    batch.refresh_from_db()
    if batch.state == BatchState.DONE:
        import_finished.send(ImportBatch, batch=batch)
    elif batch.state == BatchState.FAILED:
        import_failed.send(ImportBatch, batch=batch)
    return batch


def delete_expired_files(*, on: date) -> int:
    """Delete uploaded workbooks whose time is over; how many went. What was never carried out can
    not be any more, so it is given up."""
    batches = list(
        ImportBatch.objects.filter(delete_file_on__lte=on, file_key_wrapped__isnull=False)
    )
    for batch in batches:
        if batch.state in UNFINISHED:
            with suppress(Refused):
                _move(batch, BatchState.DISCARDED)
        forget_file(batch)
    uploads_expiring.send(ImportBatch, on=on)
    return len(batches)


def forget_file(batch: ImportBatch) -> None:
    """The sealed file and its key, both gone."""
    delete_file(OWNER, batch.pk)
    forget_scan(batch)
    batch.file_key_wrapped = None
    batch.save(update_fields=["file_key_wrapped", "scan_key_wrapped", "corrections_sealed"])


def own_batch(by: User, batch_id: UUID) -> ImportBatch:
    """The batch, if `by` may import for its firm; raises NotFound or NotAllowed."""
    batch = ImportBatch.objects.select_related("organisation", "by").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(NOT_FOR_YOU)
    require_can_import(by, batch.organisation_id)
    return batch


_own_batch = own_batch


def _carry_out(
    batch: ImportBatch, at: datetime, workbook: Workbook, changes: Changes | None
) -> None:
    """`changes`: what a dry run has found; computed anew when somebody else was quicker."""
    for _ in range(TRIES):
        changes = changes or changes_of(workbook, _frame(batch, batch.by, at), _progress(batch))
        events = _sealed(changes, _progress(batch))
        try:
            _write(batch, changes, events, at)
        except (Moved, IntegrityError):
            changes = None
            continue
        return
    raise Refused("本单位的记录正在被别人修改，请稍后重试。")


@transaction.atomic
def _write(batch: ImportBatch, changes: Changes, events: list[Event], at: datetime) -> None:
    """All or nothing. The batch is fenced by its start, so that only the newest run writes."""
    Organisation.objects.select_for_update(no_key=True).get(pk=batch.organisation_id)
    mine = ImportBatch.objects.select_for_update().filter(
        pk=batch.pk, state=BatchState.RUNNING, started_at=batch.started_at
    )
    if not mine.exists():
        raise Refused("这次导入已被重新开始或放弃。")
    if last_record(batch.organisation_id) != changes.last_event:
        raise Moved
    Person.objects.bulk_create(changes.people, batch_size=BATCH_ROWS)
    PersonKey.objects.bulk_create(changes.key_rows, batch_size=BATCH_ROWS)
    Employment.objects.bulk_create(changes.new_employments, batch_size=BATCH_ROWS)
    Employment.objects.bulk_create(
        changes.changed_employments,
        batch_size=BATCH_ROWS,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHANGED_COLUMNS,
    )
    Event.objects.bulk_create(events, batch_size=BATCH_ROWS)
    append_one(
        Entry(
            type="import.completed",
            by=batch.by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=batch.organisation_id,
            acting_as=batch.organisation,
            source=Event.Source.IMPORT,
            batch_id=batch.pk,
            payload={"counts": dict(changes.counts)},
        )
    )
    mine.update(
        state=BatchState.DONE,
        finished_at=at,
        counts=dict(changes.counts),
        rows_done=batch.rows_total,
        stage="done",
    )


def _sealed(changes: Changes, progress: Any) -> list[Event]:
    events: list[Event] = []
    for start in range(0, len(changes.entries), SEAL_ROWS):
        progress("sealing", start, len(changes.entries))
        events += sealed_events(changes.entries[start : start + SEAL_ROWS], changes.keys)
    progress("writing", len(events), len(events))
    return events


def _progress(batch: ImportBatch) -> Any:
    """Progress is written outside the transaction of the import: others read it meanwhile."""

    def say(stage: str, done: int, total: int) -> None:
        ImportBatch.objects.filter(pk=batch.pk).update(
            stage=stage, rows_done=done, rows_total=total, seen_alive_at=now()
        )

    return say


def _new(by: User, organisation_id: UUID, content: bytes, name: str, at: datetime) -> ImportBatch:
    organisation = require_can_import(by, organisation_id)
    if len(content) > settings.UPLOAD_LIMIT:
        raise Refused(f"文件超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB。", "file")
    return ImportBatch(
        organisation=organisation,
        by=by,
        state=BatchState.PLANNED,
        file_name=name[-200:],
        file_digest=keyed_hash("file", content.hex()),
        delete_file_on=localdate(at) + timedelta(days=settings.UPLOAD_DAYS),
        planned_at=at,
    )


def _keep(batch: ImportBatch, content: bytes) -> None:
    batch.file_key_wrapped = store_file(OWNER, batch.pk, content)
    batch.save(force_insert=True)


def _plan_first(batch: ImportBatch, content: bytes, by: User, at: datetime) -> None:
    """The first plan also keeps the headings as they were read before anybody corrected them."""
    _dry_run(batch, content, by, at)
    batch.headings_first = {sheet["name"]: dict(sheet["headers"]) for sheet in batch.sheets}


def _dry_run(
    batch: ImportBatch, content: bytes, by: User, at: datetime
) -> tuple[Workbook, Changes]:
    workbook = workbook_of_batch(batch, content)
    changes = changes_of(workbook, _frame(batch, by, at), lambda stage, done, total: None)
    batch.sheets = [sheet_header(sheet) for sheet in workbook.sheets]
    batch.counts = dict(changes.counts)
    batch.report_sealed = _report(batch, [*workbook.problems, *changes.problems])
    batch.rows_total = sum(len(sheet.rows) for sheet in workbook.sheets)
    return workbook, changes


def _report(batch: ImportBatch, problems: list[Problem]) -> bytes:
    """Messages may quote a cell, so they are sealed like one."""
    lines = [
        {
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "code": problem.code,
            "message": problem.message_zh,
        }
        for problem in problems[:PROBLEMS_KEPT]
    ]
    plain = json.dumps({"problems": lines, "total": len(problems)}, ensure_ascii=False)
    return system_seal(plain.encode(), report_context(batch.pk))


def report_context(batch_id: UUID) -> str:
    """Where a batch's report belongs."""
    return f"registry.batch.report:{batch_id}"


def _frame(batch: ImportBatch, by: User, at: datetime) -> Frame:
    return Frame(
        organisation_id=batch.organisation_id, batch_id=batch.pk, by=by, at=at, on=localdate(at)
    )


def content_of(batch: ImportBatch) -> bytes:
    """The uploaded file in clear. Raises Refused once it is gone."""
    try:
        return read_file(OWNER, batch.pk, batch.file_key_wrapped)
    except FileGone:
        raise Refused("上传的文件已过保存期被删除，请重新上传。") from None


def _require_not_alive(batch: ImportBatch, at: datetime) -> None:
    if batch.state not in {BatchState.RUNNING, BatchState.READING}:
        return
    alive = ALIVE if batch.state == BatchState.RUNNING else ALIVE_READING
    since = batch.seen_alive_at or (None if batch.state == BatchState.RUNNING else batch.planned_at)
    if since and at - since < alive:
        raise Refused("仍在进行，请稍等。")


def _read_later(batch: ImportBatch, content: bytes) -> ImportBatch:
    """Keep the paper; it is recognised behind, and planned there."""
    batch.state = BatchState.READING
    batch.report_sealed = _report(batch, [])
    _keep(batch, content)
    return _enqueue_reading(batch)


def _enqueue_reading(batch: ImportBatch) -> ImportBatch:
    from gongyue.apps.registry.tasks import read_paper_later

    read_paper_later.enqueue(str(batch.pk))
    batch.refresh_from_db()
    return batch


def _queue(batch: ImportBatch, at: datetime) -> ImportBatch:
    from gongyue.apps.registry.tasks import run_import_later

    with transaction.atomic():
        _move(batch, BatchState.QUEUED)
        run_import_later.enqueue(str(batch.pk))
    batch.refresh_from_db()
    return batch


def _move(batch: ImportBatch, then: str, **fields: Any) -> None:
    """The lawful move, decided by the database: of two at once one wins."""
    lawful = [state for state, after in MOVES.items() if then in after]
    rows = ImportBatch.objects.filter(pk=batch.pk, state__in=lawful)
    if then == BatchState.RUNNING and batch.state == BatchState.RUNNING:
        rows = ImportBatch.objects.none()
    if not rows.update(state=then, **fields):
        raise Refused("这次导入的状态已变，请刷新页面。")
    batch.state = then
