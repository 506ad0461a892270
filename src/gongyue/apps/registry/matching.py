"""What a workbook would change: its people found among the known, its rows compared with records.

Reads only. Everything is computed and sealed before the transaction of the import begins, so that
the transaction is short and nothing is half written.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.identity import (
    Card,
    id_hash_of,
    name_hash_of,
    new_person,
    normal_id,
    tolerant_id,
)
from gongyue.apps.registry.keys import CHUNK, keys_of
from gongyue.apps.registry.models import Employment, Event, Person, PersonKey
from gongyue.apps.registry.projection import (
    Live,
    Record,
    live_of,
    role_of_type,
    set_state,
    state_of,
)
from gongyue.apps.registry.rows import occurred_on, payload_of_row, slot_of, values_of
from gongyue.apps.registry.stream import Entry, digest_of_text, payload_with
from gongyue.engines.workbook.models import Person as Named
from gongyue.engines.workbook.models import Problem, Row, Sheet, Workbook
from gongyue.kernel.ids import InvalidIdentity

Progress = Callable[[str, int, int], None]
Place = tuple[UUID, str, str]
Part = tuple[Sheet, Row, dict[str, Any], str, str]

BY_NAME = "本表没有证件号码，按姓名与本单位已登记的人员对应，请核对。"
SEVERAL = "本单位有多位同名人员，本表没有证件号码，无法判断是哪一位，这些行没有导入。"
MAYBE_SAME = "以前导入过一位没有证件号码的同名人员，可能是同一人；请撤销那次导入后再导入。"
ENDS_BEFORE = "离职日期早于入职日期，离职日期没有采用。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What one run of an import knows beforehand."""

    organisation_id: UUID
    batch_id: UUID
    by: User
    at: datetime
    on: date


@dataclass(slots=True)
class Changes:
    """Unsaved rows and entries, and the counts the dry run shows."""

    people: list[Person] = field(default_factory=list)
    key_rows: list[PersonKey] = field(default_factory=list)
    new_employments: list[Employment] = field(default_factory=list)
    changed_employments: list[Employment] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    keys: dict[UUID, bytes] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    problems: list[Problem] = field(default_factory=list)
    last_event: int = 0


class Known:
    """The firm's people and records before the import; a handful of queries whatever the size."""

    def __init__(self, organisation_id: UUID) -> None:
        rows = Employment.objects.filter(organisation=organisation_id, is_withdrawn=False)
        self.of_person: dict[UUID, list[Employment]] = defaultdict(list)
        self.by_id: dict[str, UUID] = {}
        self.by_local: dict[str, UUID] = {}
        self.by_name: dict[str, dict[UUID, Employment]] = defaultdict(dict)
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

    def find_elsewhere(self, hashes: Iterable[str]) -> None:
        """People whom other firms, or they themselves, entered before."""
        unknown = [found for found in hashes if found not in self.by_id]
        for start in range(0, len(unknown), CHUNK):
            people = Person.objects.filter(id_hash__in=unknown[start : start + CHUNK])
            found = dict(people.values_list("id_hash", "pk"))
            self.by_id |= found
            self.keys |= keys_of(found.values())


def live_records(organisation_id: UUID) -> list[Live]:
    """The live records of a firm, without their contents; one query."""
    rows = Event.objects.filter(
        organisation=organisation_id, type__in=RECORD_OF_ROLE.values(), reversed_by=None
    ).values_list("pk", "employment_id", "type", "slot", "batch_id", "digest")
    return live_of(Live(*row) for row in rows.iterator(chunk_size=5_000))


def last_record(organisation_id: UUID) -> int:
    """Number of the newest record or reversal of a firm: whether anything came between."""
    types = [*RECORD_OF_ROLE.values(), "record.reversed"]
    rows = Event.objects.filter(organisation=organisation_id, type__in=types)
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def changes_of(workbook: Workbook, frame: Frame, progress: Progress) -> Changes:
    """Compare every person of the workbook with what is known."""
    known = Known(frame.organisation_id)
    named = [(person, _id_hash(person)) for person in workbook.people]
    known.find_elsewhere({found for _, found in named if found})
    changes = Changes(keys=known.keys, last_event=known.last_event)
    # One sheet may hold several tables of the same name: the table itself is what counts.
    tables = {id(sheet): number for number, sheet in enumerate(workbook.sheets)}
    match = _Matching(changes, known, frame, tables)
    for number, (person, id_hash) in enumerate(named):
        if number % 500 == 0:
            progress("matching", number, len(named))
        match.take(person, id_hash)
    match.project()
    changes.counts["people_absent"] = len(set(known.of_person) - match.claimed)
    return changes


def _id_hash(person: Named) -> str | None:
    """Only a valid number is known city-wide; a wrong one is the firm's own affair."""
    try:
        return id_hash_of(normal_id(person.id_number)) if person.id_number else None
    except InvalidIdentity:
        return None


def _rows(person: Named) -> Iterator[tuple[Sheet, Row]]:
    for role in RECORD_OF_ROLE:
        yield from person.rows.get(role, ())


def _first(rows: Iterable[tuple[Sheet, Row]], name: str) -> Any:
    return next((row.values[name] for _, row in rows if name in row.values), None)


class _Matching:
    """Takes one person of the workbook after the other into the changes."""

    def __init__(
        self, changes: Changes, known: Known, frame: Frame, sheets: dict[int, int]
    ) -> None:
        self.changes, self.known, self.frame, self.sheets = changes, known, frame, sheets
        self.claimed: set[UUID] = set()
        self.touched: list[tuple[Employment, list[Entry]]] = []

    def take(self, person: Named, id_hash: str | None) -> None:
        """Find or make the person and the employment; keep the rows that say something new."""
        rows = list(_rows(person))
        if not rows:
            return
        local = self._local_hash(person, id_hash, rows)
        person_id, doubt = self._find(person, id_hash, local, rows)
        if doubt == SEVERAL:
            self._problem(rows, "person.unclear", SEVERAL)
            self.changes.counts["people_unclear"] += 1
            return
        person_id = person_id or self._make(person, id_hash)
        self.claimed.add(person_id)
        self._check_days(rows)
        employment = self._employment(person_id, rows) or self._new_employment(person_id, local)
        entries = self._entries(person, rows, employment, doubt)
        self._count(employment, entries, len(rows))
        if entries:
            self.touched.append((employment, entries))
            self.changes.entries += entries

    def project(self) -> None:
        """Recompute the employments touched; records kept are read in a few queries."""
        kept = {
            row.event_id for found, entries in self.touched for row in self._kept(found, entries)
        }
        records = records_in_clear(sorted(kept), self.changes.keys)
        for employment, entries in self.touched:
            said = [
                records[row.event_id]
                for row in self._kept(employment, entries)
                if row.event_id in records
            ]
            said += [Record(role_of_type(e.type), values_of(e.payload)) for e in entries]
            key = self.changes.keys[employment.person_id]
            new = employment._state.adding
            if set_state(employment, state_of(said), key):
                found = self.changes
                (found.new_employments if new else found.changed_employments).append(employment)

    def _find(
        self, person: Named, id_hash: str | None, local: str, rows: list[tuple[Sheet, Row]]
    ) -> tuple[UUID | None, str]:
        """The known person, and the doubt that goes with it."""
        if id_hash:
            found = self.known.by_id.get(id_hash)
            if found is None and self._namesakes(person, with_number=False):
                self._problem(rows, "person.maybe_same", MAYBE_SAME)
            return (found, "") if found in self.changes.keys else (None, "")
        exact = self.known.by_local.get(local)
        if exact is not None or person.id_number:
            return exact, ""
        namesakes = self._namesakes(person, department=_first(rows, "department"))
        if len(namesakes) > 1:
            return None, SEVERAL
        return (namesakes[0], BY_NAME) if namesakes else (None, "")

    def _namesakes(
        self, person: Named, *, department: Any = None, with_number: bool = True
    ) -> list[UUID]:
        held = self.known.by_name.get(name_hash_of(person.name), {})
        return [
            person_id
            for person_id, row in held.items()
            if person_id not in self.claimed
            and (with_number or row.person.id_hash is None)
            and (not department or not row.department or row.department == str(department))
        ]

    def _local_hash(self, person: Named, id_hash: str | None, rows: list[tuple[Sheet, Row]]) -> str:
        """Recognises a person without a valid number, inside one firm only.

        Two people of one name and department in one workbook stay two.
        """
        known = id_hash or tolerant_id(person.id_number or "")
        known = known or f"{person.name}|{_first(rows, 'department') or ''}"
        nth = 1
        while True:
            text = f"{self.frame.organisation_id}|{known}|{nth}"
            local = keyed_hash("local person", text)
            if self.known.by_local.get(local) not in self.claimed:
                return local
            nth += 1

    def _make(self, person: Named, id_hash: str | None) -> UUID:
        card = Card(name=person.name, id_number=person.id_number or "")
        made, key_row, key = new_person(card, id_hash, self.frame.at)
        self.changes.people.append(made)
        self.changes.key_rows.append(key_row)
        self.changes.keys[made.pk] = key
        if id_hash:
            self.known.by_id[id_hash] = made.pk
        return made.pk

    def _employment(self, person_id: UUID, rows: list[tuple[Sheet, Row]]) -> Employment | None:
        """The running employment, or the last one unless the rows tell of a new start."""
        held = self.known.of_person.get(person_id)
        if not held:
            return None
        last = max(held, key=lambda row: (not row.has_left, row.hired_on or date.min, row.id))
        hired, ended = _first(rows, "hired_on"), last.left_on or last.hired_on
        if last.has_left and isinstance(hired, date) and ended and hired > ended:
            return None
        return last

    def _new_employment(self, person_id: UUID, local: str) -> Employment:
        self.known.by_local[local] = person_id
        return Employment(
            id=time_ordered_uuid(),
            person_id=person_id,
            organisation_id=self.frame.organisation_id,
            local_hash=local,
            made_at=self.frame.at,
        )

    def _entries(
        self, person: Named, rows: list[tuple[Sheet, Row]], employment: Employment, doubt: str
    ) -> list[Entry]:
        """The rows of every place that says something new; places that say the same are left."""
        key = self.changes.keys[employment.person_id]
        places: dict[Place, list[Part]] = defaultdict(list)
        for sheet, row in rows:
            payload = payload_of_row(sheet, row, person, doubt)
            place = (employment.pk, RECORD_OF_ROLE[sheet.role], slot_of(sheet, row))
            # A payload of a row is plain JSON by its making, so this text is its canonical one.
            text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            places[place].append((sheet, row, payload, text, digest_of_text(text, key)))
        entries = []
        for place, parts in places.items():
            before = sorted(live.digest for live in self.known.in_place.get(place, ()))
            if before != sorted(digest for *_, digest in parts):
                self.changes.counts["rows_replaced"] += len(before)
                entries += [self._entry(place, part, employment) for part in parts]
        return entries

    def _entry(self, place: Place, part: Part, employment: Employment) -> Entry:
        sheet, row, payload, text, digest = part
        number = self.sheets[id(sheet)]
        return Entry(
            type=place[1],
            by=self.frame.by,
            at=self.frame.at,
            occurred_on=occurred_on(sheet, row, self.frame.on),
            payload=payload,
            person_id=employment.person_id,
            organisation_id=self.frame.organisation_id,
            employment_id=employment.pk,
            source=Event.Source.IMPORT,
            standing=Event.Standing.DECLARED,
            batch_id=self.frame.batch_id,
            sheet=number,
            row=row.number,
            slot=place[2],
            idempotency_key=f"{self.frame.batch_id}:{number}:{row.number}",
            text=text,
            digest=digest,
        )

    def _kept(self, employment: Employment, entries: list[Entry]) -> list[Live]:
        """Live records that these entries do not replace."""
        replaced = {(employment.pk, entry.type, entry.slot) for entry in entries}
        held = self.known.of_employment.get(employment.pk, ())
        return [live for live in held if live.place not in replaced]

    def _count(self, employment: Employment, entries: list[Entry], rows: int) -> None:
        counts = self.changes.counts
        counts["rows_new"] += len(entries)
        counts["rows_same"] += rows - len(entries)
        counts["people"] += 1
        new = employment._state.adding
        counts["people_new" if new else "people_changed" if entries else "people_same"] += 1

    def _check_days(self, rows: list[tuple[Sheet, Row]]) -> None:
        hired, left = _first(rows, "hired_on"), _first(rows, "left_on")
        if isinstance(hired, date) and isinstance(left, date) and left < hired:
            self._problem(rows, "left.before_hired", ENDS_BEFORE)

    def _problem(self, rows: list[tuple[Sheet, Row]], code: str, message: str) -> None:
        sheet, row = rows[0]
        self.changes.problems.append(Problem(sheet.name, row.number, None, code, message))


def records_in_clear(event_ids: list[int], keys: dict[UUID, bytes]) -> dict[int, Record]:
    """The contents of records by number; those of erased people are left out."""
    records = {}
    for start in range(0, len(event_ids), CHUNK):
        for event in Event.objects.filter(pk__in=event_ids[start : start + CHUNK]):
            if event.person_id in keys:
                values = values_of(payload_with(event, keys))
                records[event.pk] = Record(role_of_type(event.type), values)
    return records
