"""What a workbook would change: its people found among the known, its rows compared with records.

Reads only. Everything is computed and sealed before the transaction of the import begins, so that
the transaction is short and nothing is half written.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.identifiers import time_ordered_uuid
from gongyue.apps.registry.identity import Card, new_person
from gongyue.apps.registry.known import Known, Place, records_in_clear
from gongyue.apps.registry.models import Employment, Event, Person, PersonKey
from gongyue.apps.registry.projection import Live, Record, role_of_type, set_state, state_of
from gongyue.apps.registry.resolving import Found, Placed, Resolver
from gongyue.apps.registry.rows import occurred_on, payload_of_row, slot_of, values_of
from gongyue.apps.registry.stream import Entry, digest_of_text
from gongyue.engines.workbook.models import Problem, Row, Sheet, Workbook

Progress = Callable[[str, int, int], None]
Part = tuple[Sheet, Row, dict[str, Any], str, str]

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


def changes_of(workbook: Workbook, frame: Frame, progress: Progress) -> Changes:
    """Compare every person of the workbook with what is known."""
    known = Known(frame.organisation_id)
    resolver = Resolver(known, frame.organisation_id, workbook.people)
    people = resolver.resolve()
    changes = Changes(keys=known.keys, last_event=known.last_event, problems=resolver.problems)
    # One sheet may hold several tables of the same name: the table itself is what counts.
    tables = {id(sheet): number for number, sheet in enumerate(workbook.sheets)}
    match = _Matching(changes, known, frame, tables)
    for number, found in enumerate(people):
        if number % 500 == 0:
            progress("matching", number, len(people))
        match.take(found)
    match.project()
    changes.counts["people_absent"] = len(set(known.of_person) - resolver.claimed)
    return changes


class _Matching:
    """Takes one person of the workbook after the other into the changes."""

    def __init__(
        self, changes: Changes, known: Known, frame: Frame, sheets: dict[int, int]
    ) -> None:
        self.changes, self.known, self.frame, self.sheets = changes, known, frame, sheets
        self.touched: list[tuple[Employment, list[Entry]]] = []

    def take(self, found: Found) -> None:
        """Find or make the employment; keep the rows that say something new."""
        self._check_days(found.rows)
        if found.unclear:
            self.changes.counts["people_unclear"] += 1
            return
        person_id = found.person_id or self._make(found)
        employment = self._employment(person_id, found.rows)
        employment = employment or self._new_employment(person_id, found.local)
        entries = self._entries(found, employment)
        self._count(employment, entries, len(found.rows))
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

    def _make(self, found: Found) -> UUID:
        number = found.named.id_number if found.id_hash else ""
        card = Card(name=found.named.name, id_number=number or "")
        made, key_row, key = new_person(
            card, found.id_hash, self.frame.at, self.frame.organisation_id
        )
        self.changes.people.append(made)
        self.changes.key_rows.append(key_row)
        self.changes.keys[made.pk] = key
        return made.pk

    def _employment(self, person_id: UUID, rows: list[Placed]) -> Employment | None:
        """The running employment, or the last one unless the rows tell of a new start."""
        if not self.known.of_person.get(person_id):
            return None
        last = self.known.last_of(person_id)
        ended = last.left_on or last.hired_on
        starts = [row.values.get("hired_on") for _, row in rows]
        hired = max((day for day in starts if isinstance(day, date)), default=None)
        if last.has_left and hired and ended and hired > ended:
            return None
        return last

    def _new_employment(self, person_id: UUID, local: str) -> Employment:
        return Employment(
            id=time_ordered_uuid(),
            person_id=person_id,
            organisation_id=self.frame.organisation_id,
            local_hash=local,
            made_at=self.frame.at,
        )

    def _entries(self, found: Found, employment: Employment) -> list[Entry]:
        """The rows of every place that says something new; places that say the same are left."""
        key = self.changes.keys[employment.person_id]
        places: dict[Place, list[Part]] = defaultdict(list)
        for sheet, row in found.rows:
            payload = payload_of_row(sheet, row, found.named, found.doubt)
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

    def _check_days(self, rows: list[Placed]) -> None:
        for sheet, row in rows:
            hired, left = row.values.get("hired_on"), row.values.get("left_on")
            if isinstance(hired, date) and isinstance(left, date) and left < hired:
                problem = Problem(sheet.name, row.number, None, "left.before_hired", ENDS_BEFORE)
                self.changes.problems.append(problem)
