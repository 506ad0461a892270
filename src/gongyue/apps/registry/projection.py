"""Employment rows as a function of live records: the same function after import and after undo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.identity import (
    Card,
    card_context,
    card_of,
    name_hash_of,
    phone_hash_of,
    seal_card,
)
from gongyue.apps.registry.models import Employment
from gongyue.apps.registry.models.employments import EmploymentKind
from gongyue.engines.workbook.models import Values

# Whose word counts first when several sheets say the same thing.
PRIORITY = ("roster", "contracts", "insurance", "leave", "unknown", "attendance", "payroll")
TEXT_LIMIT = 60
HAS_LEFT = {"left", "离职"}
SHOWN = (
    "kind", "department", "post", "hired_on", "left_on", "has_left", "name_hash", "phone_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """A live record: the role of its sheet and its typed values; in order of writing."""

    role: str
    values: Values


@dataclass(frozen=True, slots=True)
class State:
    """What an Employment row says."""

    kind: str
    department: str
    post: str
    hired_on: date | None
    left_on: date | None
    has_left: bool
    card: Card
    name_hash: str
    phone_hash: str


@dataclass(frozen=True, slots=True)
class Live:
    """A live record event without its content."""

    event_id: int
    employment_id: UUID
    type: str
    slot: str
    batch_id: UUID | None
    digest: str

    @property
    def place(self) -> tuple[UUID, str, str]:
        """Where a later generation would take over."""
        return (self.employment_id, self.type, self.slot)


def live_of(events: Iterable[Live]) -> list[Live]:
    """Of the records not reversed, those of the newest import in each place, in order."""
    rows = sorted(events, key=lambda row: row.event_id)
    newest = {row.place: row.batch_id for row in rows}
    return [row for row in rows if newest[row.place] == row.batch_id]


def state_of(records: Sequence[Record]) -> State:
    """The employment as the records tell it; for each field the first role that says it."""
    said = _Said(_of_one_employment(records))
    hired_on, left_on = said.day("hired_on"), said.day("left_on")
    if hired_on and left_on and left_on < hired_on:
        left_on = None  # the import names the cell; a row cannot end before it begins
    card = Card(
        name=said.text("name", 80),
        id_number=said.text("id_number", 40),
        phone=said.text("phone", 20),
        employee_no=said.text("employee_no", 40),
    )
    return State(
        kind=_kind(said.text("employment_kind", 16)),
        department=said.text("department", TEXT_LIMIT),
        post=said.text("post", TEXT_LIMIT),
        hired_on=hired_on,
        left_on=left_on,
        has_left=said.text("status", 16) in HAS_LEFT or left_on is not None,
        card=card,
        name_hash=name_hash_of(card.name),
        phone_hash=phone_hash_of(card.phone),
    )


def set_state(employment: Employment, state: State, key: bytes) -> bool:
    """Put a state into an unsaved row; whether it says anything new."""
    changed = employment._state.adding or card_of(employment, key) != state.card
    for name in SHOWN:
        changed = changed or getattr(employment, name) != getattr(state, name)
        setattr(employment, name, getattr(state, name))
    if changed:
        context = card_context(employment.person_id)
        employment.card_sealed = seal_card(state.card, key, context)
    return changed


def role_of_type(type_: str) -> str:
    """The role of the sheet a record came from."""
    return ROLE_OF_TYPE[type_]


ROLE_OF_TYPE = {type_: role for role, type_ in RECORD_OF_ROLE.items()}


def _kind(word: str) -> str:
    return word if word in EmploymentKind.values else EmploymentKind.UNKNOWN


def _of_one_employment(records: Sequence[Record]) -> list[Record]:
    """The roster's row that runs, else the latest, last; what ended before says nothing of it."""
    roster = [record for record in records if record.role == "roster"]
    others = [record for record in records if record.role != "roster"]
    if len(roster) < 2:
        return list(records)
    ranked = sorted(roster, key=lambda record: (not _gone(record), _started(record)))
    running = [record for record in ranked if not _gone(record)]
    return [*others, *(running or ranked)]


def _gone(record: Record) -> bool:
    return "left_on" in record.values or record.values.get("status") in HAS_LEFT


def _started(record: Record) -> date:
    hired = record.values.get("hired_on")
    return hired if isinstance(hired, date) else date.min


class _Said:
    """Looks a field up in the records, best role first, newest first within a role."""

    def __init__(self, records: Sequence[Record]) -> None:
        order = {role: rank for rank, role in enumerate(PRIORITY)}
        newest_first = reversed(records)
        self.records = sorted(newest_first, key=lambda record: order.get(record.role, 99))

    def value(self, name: str) -> Any:
        return next((r.values[name] for r in self.records if name in r.values), None)

    def text(self, name: str, limit: int) -> str:
        value = self.value(name)
        return str(value).strip()[:limit] if value is not None else ""

    def day(self, name: str) -> date | None:
        value = self.value(name)
        return value if isinstance(value, date) else None
