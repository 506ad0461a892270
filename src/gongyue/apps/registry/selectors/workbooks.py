"""A firm's live records in the shape of the workbooks they came from.

The law's check-up reads workbooks; given this one it must find in the registry exactly what it
found in the file that was imported.
"""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.known import live_records
from gongyue.apps.registry.models import Employment, Event, ImportBatch, Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, person_of, require_can
from gongyue.apps.registry.projection import role_of_type
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.rows import row_of_payload, sheet_of_header
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.stream import payload_with
from gongyue.apps.registry.visibility import require_not_hidden
from gongyue.engines.workbook.identity import same_number
from gongyue.engines.workbook.models import Person, Row, Sheet, Workbook

TABLE = "登记记录"


def workbook_of_records(viewer: User, organisation_id: UUID) -> Workbook:
    """The firm's live records as sheets and people; `Person.key` is the person's id as text.

    Raises NotFound, NotAllowed.
    """
    organisation = require_can(viewer, Can.CHECK_UP, organisation_id)
    return _workbook(organisation, _live_events(organisation))


def workbook_of_person(viewer: User, organisation_id: UUID, person_id: UUID) -> Workbook:
    """The same of one person of the firm. Raises NotFound, NotAllowed."""
    organisation = require_can(viewer, Can.CHECK_UP, organisation_id)
    require_not_hidden(viewer, organisation_id, person_id)
    events = _live_events(organisation, ids_of_person(person_id))
    if not events:
        raise NotFound(NOT_FOR_YOU)
    return _workbook(organisation, events)


def workbook_of_myself(viewer: User, organisation_id: UUID) -> Workbook:
    """What one of the viewer's own firms wrote about them. Raises NotFound."""
    link = person_of(viewer)
    mine = ids_of_person(link.person_id) if link else ()
    works = Employment.objects.filter(
        person__in=mine, organisation=organisation_id, is_withdrawn=False
    )
    employment = works.select_related("organisation").first()
    if employment is None:
        raise NotFound(NOT_FOR_YOU)
    return _workbook(employment.organisation, _live_events(employment.organisation, mine))


def workbook_for_sums(organisation: Organisation, people: Collection[UUID]) -> Workbook:
    """The records of some people of a firm, for sums only: whoever asks has seen to it that the
    office may reckon over the firm, and shows nobody."""
    return _workbook(organisation, _live_events(organisation, people))


def _workbook(organisation: Organisation, events: list[Event]) -> Workbook:
    keys = keys_of(event.person_id for event in events if event.person_id)
    tables = _Tables(organisation)
    people: dict[UUID, Person] = {}
    for event in events:
        if event.person_id in keys:
            payload = payload_with(event, keys)
            row = row_of_payload(payload, event.row or event.pk)
            sheet = tables.sheet_of(event)
            sheet.rows.append(row)
            _add(people, event.person_id, sheet, row, payload)
    for person in people.values():
        person.rows = {
            role: sorted(placed, key=tables.order) for role, placed in person.rows.items() if placed
        }
    return Workbook(
        sheets=tables.in_order(), people=tuple(people.values()), problems=(), name=TABLE
    )


def _live_events(organisation: Organisation, people: Collection[UUID] | None = None) -> list[Event]:
    wanted = [live.event_id for live in live_records(organisation.pk, people)]
    found: list[Event] = []
    for start in range(0, len(wanted), CHUNK):
        found += Event.objects.filter(pk__in=wanted[start : start + CHUNK])
    return sorted(found, key=lambda event: event.pk)


class _Tables:
    """The sheets the records stood in, rebuilt once each."""

    def __init__(self, organisation: Organisation) -> None:
        batches = ImportBatch.objects.filter(organisation=organisation, state="done")
        self.batches = {batch.pk: batch for batch in batches.defer("report_sealed")}
        order = sorted(self.batches.values(), key=lambda batch: batch.finished_at)
        self.rank = {batch.pk: number for number, batch in enumerate(order)}
        self.sheets: dict[tuple[int, int, str], Sheet] = {}
        self.places: dict[int, tuple[int, int, str]] = {}

    def sheet_of(self, event: Event) -> Sheet:
        """The sheet of a record; records without one get a table of their own role."""
        rank = self.rank.get(event.batch_id, -1)
        place = (rank, event.sheet or 0, role_of_type(event.type))
        if place not in self.sheets:
            self.sheets[place] = self._new(event, place)
            self.places[id(self.sheets[place])] = place
        return self.sheets[place]

    def in_order(self) -> tuple[Sheet, ...]:
        """Sheets as they were imported, rows by number; names made different where they clash."""
        seen: dict[str, int] = defaultdict(int)
        sheets = []
        for _, sheet in sorted(self.sheets.items(), key=lambda pair: pair[0]):
            sheet.rows.sort(key=lambda row: row.number)
            seen[sheet.name] += 1
            if seen[sheet.name] > 1:
                sheet.name = f"{sheet.name}（{seen[sheet.name]}）"
            sheets.append(sheet)
        return tuple(sheets)

    def order(self, placed: tuple[Sheet, Row]) -> tuple[int, int, str, int]:
        """Where a row stands among all sheets."""
        return (*self.places[id(placed[0])], placed[1].number)

    def _new(self, event: Event, place: tuple[int, int, str]) -> Sheet:
        batch = self.batches.get(event.batch_id)
        if batch is not None and event.sheet is not None:
            return sheet_of_header(batch.sheets[event.sheet])
        return Sheet(name=TABLE, role=place[2], header_row=0, mapping={}, headers={})


def _add(
    people: dict[UUID, Person], person_id: UUID, sheet: Sheet, row: Row, payload: dict
) -> None:
    person = people.get(person_id)
    if person is None:
        name = str(row.values.get("name", ""))
        person = people[person_id] = Person(
            key=str(person_id),
            name=name,
            id_number=None,
            rows={role: [] for role in RECORD_OF_ROLE},
        )
    person.rows[sheet.role].append((sheet, row))
    person.name = person.name or str(row.values.get("name", ""))
    if person.id_number is None and "id_number" in row.values:
        person.id_number = same_number(str(row.values["id_number"]))
    new = [doubt for doubt in payload.get("doubts", ()) if doubt not in person.doubts]
    person.doubts = (*person.doubts, *new)
    if payload.get("doubtful"):
        person.doubtful_rows = person.doubtful_rows | {(sheet.name, row.number)}
