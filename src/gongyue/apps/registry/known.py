"""What is known of a firm before an import: its people, and its records that are live."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.models import Employment, Event, ImportBatch, Person
from gongyue.apps.registry.projection import Live, Record, live_of, role_of_type
from gongyue.apps.registry.rows import values_of
from gongyue.apps.registry.stream import payload_with

Place = tuple[UUID, str, str]


class Known:
    """The firm's people and records before the import; a handful of queries whatever the size."""

    def __init__(self, organisation_id: UUID) -> None:
        rows = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
        self.of_person: dict[UUID, list[Employment]] = defaultdict(list)
        self.by_id: dict[str, UUID] = {}
        self.by_local: dict[str, UUID] = {}
        self.by_name: dict[str, dict[UUID, Employment]] = defaultdict(dict)
        self.elsewhere: dict[str, UUID] = {}
        # People who were erased are nobody's match any more.
        for row in rows.filter(person__erased_at=None).select_related("person").order_by("id"):
            self.of_person[row.person_id].append(row)
            self.by_local[row.local_hash] = row.person_id
            self.by_name[row.name_hash][row.person_id] = row
            if row.person.id_hash:
                self.by_id[row.person.id_hash] = row.person_id
        self.keys = keys_of(self.of_person)
        self.last_event = last_record(organisation_id)
        self.in_place: dict[Place, list[Live]] = defaultdict(list)
        self.of_employment: dict[UUID, list[Live]] = defaultdict(list)
        for record in live_records(organisation_id):
            self.in_place[record.place].append(record)
            self.of_employment[record.employment_id].append(record)
        self._files: dict[UUID | None, str] = {}

    def find_elsewhere(self, hashes: Iterable[str]) -> None:
        """People whom other firms, or they themselves, entered before."""
        unknown = [found for found in hashes if found not in self.by_id]
        for start in range(0, len(unknown), CHUNK):
            people = Person.objects.filter(id_hash__in=unknown[start : start + CHUNK])
            found = dict(people.values_list("id_hash", "pk"))
            keys = keys_of(found.values())
            self.elsewhere |= {text: person for text, person in found.items() if person in keys}
            self.keys |= keys

    def last_of(self, person_id: UUID) -> Employment:
        """Of the person's employments in the firm the running one, else the latest."""
        held = self.of_person[person_id]
        return max(held, key=lambda row: (not row.has_left, row.hired_on or date.min, row.id))

    def file_of(self, employment: Employment) -> str:
        """Name of the file the last live record of an employment came from; may be empty."""
        held = self.of_employment.get(employment.pk)
        batch_id = held[-1].batch_id if held else None
        if batch_id not in self._files:
            names = ImportBatch.objects.filter(pk=batch_id).values_list("file_name", flat=True)
            self._files[batch_id] = names.first() or ""
        return self._files[batch_id]


def live_records(organisation_id: UUID, people: Collection[UUID] | None = None) -> list[Live]:
    """The live records of a firm, or of some people there, without contents; one query."""
    events = Event.objects.filter(
        organisation=organisation_id, type__in=RECORD_OF_ROLE.values(), reversed_by=None
    )
    if people is not None:
        events = events.filter(person__in=people)
    rows = events.values_list("pk", "employment_id", "type", "slot", "batch_id", "digest")
    return live_of(Live(*row) for row in rows.iterator(chunk_size=5_000))


def last_record(organisation_id: UUID) -> int:
    """Number of the newest record or reversal of a firm: whether anything came between."""
    types = [*RECORD_OF_ROLE.values(), "record.reversed"]
    rows = Event.objects.filter(organisation=organisation_id, type__in=types)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def records_in_clear(event_ids: list[int], keys: dict[UUID, bytes]) -> dict[int, Record]:
    """The contents of records by number; those of erased people are left out."""
    records = {}
    for start in range(0, len(event_ids), CHUNK):
        for event in Event.objects.filter(pk__in=event_ids[start : start + CHUNK]):
            if event.person_id in keys:
                values = values_of(payload_with(event, keys))
                records[event.pk] = Record(role_of_type(event.type), values)
    return records
