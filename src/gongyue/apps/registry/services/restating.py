"""A record said anew: the newest generation of its place counts, and the older ones stay."""

from datetime import datetime

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.known import live_records
from gongyue.apps.registry.models import Event, Organisation
from gongyue.apps.registry.rows import restated
from gongyue.apps.registry.services.undo import recompute
from gongyue.apps.registry.stream import Entry, append, payload_of
from gongyue.engines.workbook.models import Values


def restate(
    record: Event, changes: Values, *, by: User, acting_as: Organisation, at: datetime
) -> Event:
    """Append the record with some values changed, and recompute the employment.

    Whatever else stood in the same place with it is said again unchanged, for a place counts as
    a whole. Raises Refused when the record no longer counts. Load with person__key.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=record.organisation_id)
    place = (record.employment_id, record.type, record.slot)
    live = [row for row in live_records(record.organisation_id) if row.place == place]
    if record.pk not in {row.event_id for row in live}:
        raise Refused("单位后来又登记过这一项，这条已经不作数，请核对新的那一条。")
    rows = Event.objects.select_related("person__key").filter(pk__in=[r.event_id for r in live])
    kept = {row.pk: row for row in rows}
    entries = [
        _entry(kept[row.event_id], changes if row.event_id == record.pk else {}, by, acting_as, at)
        for row in live
    ]
    written = append(entries)
    recompute(record.organisation_id, {record.employment_id})
    return next(event for event in written if event.about_id == record.pk)


def _entry(
    record: Event, changes: Values, by: User, acting_as: Organisation, at: datetime
) -> Entry:
    return Entry(
        type=record.type,
        by=by,
        at=at,
        occurred_on=record.occurred_on,
        person_id=record.person_id,
        organisation_id=record.organisation_id,
        employment_id=record.employment_id,
        acting_as=acting_as,
        standing=Event.Standing.DECLARED,
        about_id=record.pk,
        slot=record.slot,
        payload=restated(payload_of(record), changes),
    )
