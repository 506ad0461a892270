"""Undo of an import: reversing events, and the checksum that must return."""

import hashlib
from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.events import import_undone
from gongyue.apps.registry.identity import card_of
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.known import live_records, records_in_clear
from gongyue.apps.registry.models import Employment, Event, ImportBatch, Organisation
from gongyue.apps.registry.models.batches import BatchState
from gongyue.apps.registry.projection import Live, set_state, state_of
from gongyue.apps.registry.services.imports import CHANGED_COLUMNS, own_batch
from gongyue.apps.registry.stream import BATCH_ROWS, Entry, append, append_one
from gongyue.kernel.jsonform import dumps_canonical


@transaction.atomic
def import_undo(*, by: User, batch_id: UUID, at: datetime) -> ImportBatch:
    """Append a reversing event for each record of a batch, and recompute the employments.

    Raises Refused, naming the record, once someone has confirmed, disputed or built on one.
    """
    own_batch(by, batch_id)
    # The firm before its batch: an import takes them in the same order. Not by key, because a
    # stance that holds the batch refers to the firm.
    firm = ImportBatch.objects.filter(pk=batch_id).values_list("organisation_id", flat=True)[0]
    Organisation.objects.select_for_update(no_key=True).get(pk=firm)
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != BatchState.DONE:
        raise Refused("只有已完成的导入可以撤销。")
    records = _records_of(batch)
    _require_nobody_answered(batch, records)
    _require_nothing_built_on(batch, records)
    keys = keys_of(record.person_id for record in records if record.person_id)
    append([_reversal(record, by, at, known=record.person_id in keys) for record in records], keys)
    recompute(batch.organisation_id, {record.employment_id for record in records})
    batch.state = BatchState.UNDONE
    batch.save(update_fields=["state"])
    append_one(
        Entry(
            type="import.undone",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=batch.organisation_id,
            batch_id=batch.pk,
            payload={"records": len(records)},
        )
    )
    import_undone.send(ImportBatch, batch=batch)
    return batch


def state_checksum(*, organisation_id: UUID) -> str:
    """A digest of what a firm's records say today: live records and employments."""
    rows = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
    rows = list(rows.order_by("id"))
    keys = keys_of(row.person_id for row in rows)
    told = [
        [
            str(row.pk),
            str(row.person_id),
            row.kind,
            row.department,
            row.post,
            row.hired_on,
            row.left_on,
            row.has_left,
            row.name_hash,
            card_of(row, keys[row.person_id]) if row.person_id in keys else None,
        ]
        for row in rows
    ]
    live = [
        [str(record.employment_id), record.type, record.slot, record.digest]
        for record in live_records(organisation_id)
    ]
    text = dumps_canonical([told, sorted(live)])
    return hashlib.sha256(text.encode()).hexdigest()


def _records_of(batch: ImportBatch) -> list[Event]:
    rows = Event.objects.filter(batch=batch, type__in=RECORD_OF_ROLE.values(), reversed_by=None)
    return list(rows.defer("payload").order_by("pk"))


def _require_nobody_answered(batch: ImportBatch, records: list[Event]) -> None:
    """Stances, and whatever another capability has built on one of these records."""
    answer = (
        Event.objects.filter(about__batch=batch)
        .exclude(batch=batch)
        .select_related("about")
        .order_by("pk")
        .first()
    )
    if answer is None:
        return
    done = {"stance.confirmed": "被确认", "stance.disputed": "被提出异议"}
    what = done.get(answer.type, f"被“{EVENT_TYPES[answer.type].label}”引用")
    raise Refused(
        f"不能撤销：{named(batch, answer.about)}已于 {localdate(answer.recorded_at)} {what}。"
    )


def _require_nothing_built_on(batch: ImportBatch, records: list[Event]) -> None:
    """A later import restated a record, or hangs on an employment this batch began."""
    mine = {record.pk: record for record in records}
    places = {(r.employment_id, r.type, r.slot): r for r in records}
    begun = _begun_by(batch, {record.employment_id for record in records})
    later = Event.objects.filter(
        organisation=batch.organisation_id,
        type__in=RECORD_OF_ROLE.values(),
        reversed_by=None,
        pk__gt=max(mine, default=0),
    ).exclude(batch=batch)
    for event in later.defer("payload").select_related("batch").order_by("pk").iterator():
        record = places.get((event.employment_id, event.type, event.slot))
        if record is not None or event.employment_id in begun:
            source = f"《{event.batch.file_name}》" if event.batch else "后来的记录"
            built_on = record or begun[event.employment_id]
            raise Refused(f"不能撤销：{named(batch, built_on)}之后已有{source}，请先撤销那一次。")


def _begun_by(batch: ImportBatch, employments: set[UUID | None]) -> dict[UUID, Event]:
    """Employments whose first record is of this batch, with that record."""
    first: dict[UUID, Event] = {}
    rows = Event.objects.filter(
        organisation=batch.organisation_id, type__in=RECORD_OF_ROLE.values(), reversed_by=None
    )
    for event in rows.defer("payload").order_by("pk").iterator():
        if event.employment_id in employments:
            first.setdefault(event.employment_id, event)
    return {found: event for found, event in first.items() if event.batch_id == batch.pk}


def named(batch: ImportBatch, record: Event) -> str:
    """A record as the person who imported it knows it: sheet and row."""
    if record.sheet is None or record.sheet >= len(batch.sheets):
        return EVENT_TYPES[record.type].label
    return f"“{batch.sheets[record.sheet]['name']}”第 {record.row} 行"


def _reversal(record: Event, by: User, at: datetime, *, known: bool) -> Entry:
    """Nothing more is written about a person who was erased; the firm's side is."""
    return Entry(
        type="record.reversed",
        by=by,
        at=at,
        occurred_on=localdate(at),
        person_id=record.person_id if known else None,
        organisation_id=record.organisation_id,
        employment_id=record.employment_id,
        reverses_id=record.pk,
        payload={"reason": "撤销导入"},
    )


def recompute(organisation_id: UUID, employments: set[UUID | None]) -> None:
    """Employments from the records that are live again; those left without any are withdrawn."""
    live: dict[UUID, list[Live]] = defaultdict(list)
    for record in live_records(organisation_id):
        if record.employment_id in employments:
            live[record.employment_id].append(record)
    wanted = [found for found in employments if found]
    gone = [found for found in wanted if found not in live]
    for start in range(0, len(gone), CHUNK):
        part = Employment.objects.filter(pk__in=gone[start : start + CHUNK])
        part.update(is_withdrawn=True)
    rows = [
        row
        for start in range(0, len(wanted), CHUNK)
        for row in Employment.objects.filter(pk__in=wanted[start : start + CHUNK])
        if row.pk in live
    ]
    _save_states(rows, live)


def _save_states(rows: list[Employment], live: dict[UUID, list[Live]]) -> None:
    keys = keys_of(row.person_id for row in rows)
    said = records_in_clear([r.event_id for row in rows for r in live[row.pk]], keys)
    changed = []
    for row in rows:
        records = [said[r.event_id] for r in live[row.pk] if r.event_id in said]
        if row.person_id in keys and set_state(row, state_of(records), keys[row.person_id]):
            changed.append(row)
    try:
        with transaction.atomic():
            Employment.objects.bulk_create(
                changed,
                batch_size=BATCH_ROWS,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=CHANGED_COLUMNS,
            )
    except IntegrityError:
        raise Refused("不能撤销：有人已按后来的入职日期重新登记，请先撤销后来的导入。") from None
