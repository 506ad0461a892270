"""Requests to correct a record, as the person, the declarer and the regulator see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.correcting import FIXED, MOVES, CorrectionState
from gongyue.apps.registry.event_types import RECORD_OF_ROLE
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Correction, Event
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    live_memberships,
    person_of,
    rights_of,
)
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.rows import values_of
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.selectors.records import RecordView, readable, views_of
from gongyue.apps.registry.services.corrections import said_of
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.registry.wording import lines_of
from gongyue.engines.workbook.fields import FIELDS


@dataclass(frozen=True, kw_only=True)
class CorrectionView:
    """One request. `may`: of correct, refuse, object, decide, withdraw what the viewer may now."""

    correction_id: UUID
    record: RecordView
    organisation: str
    organisation_id: UUID
    field: str
    field_label: str
    now: str
    right: str
    words: str
    objection: str
    answer: str
    decision: str
    state: str
    state_label: str
    asked_at: datetime
    answered_at: datetime | None
    due_on: date | None
    citation: str
    office: str
    office_id: UUID | None
    became_id: int | None
    may: frozenset[str]
    fields: tuple[tuple[str, str, str], ...] = ()


def corrections_of_myself(viewer: User) -> list[CorrectionView]:
    """Newest first."""
    link = person_of(viewer)
    if link is None:
        return []
    same = ids_of_person(link.person_id)
    rows = _loaded(Correction.objects.filter(person__in=same)).order_by("-asked_at")
    return [_view(row, _may_person(row)) for row in rows[:100]]


def correction_of_myself(viewer: User, correction_id: UUID) -> CorrectionView:
    """One of mine; raises NotFound."""
    link = person_of(viewer)
    rows = _loaded(Correction.objects.filter(pk=correction_id))
    row = rows.filter(person__in=ids_of_person(link.person_id)).first() if link else None
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    return _view(row, _may_person(row))


def correction_for_office(
    viewer: User, correction_id: UUID, organisation_id: UUID
) -> CorrectionView:
    """A request to an organisation of the viewer, or one its regulator has; raises NotFound.

    What the person wrote was written to these two; the record is the declarer's own word.
    """
    row = _loaded(Correction.objects.filter(pk=correction_id)).first()
    same = ids_of_organisation(organisation_id)
    if row is None or not same & {row.organisation_id, row.office_id}:
        raise NotFound(NOT_FOR_YOU)
    rights = [
        rights_of(m) for m in live_memberships(viewer) if m.organisation_id == organisation_id
    ]
    held = frozenset[Can]().union(*rights)
    if row.organisation_id in same and Can.ANSWER_FOR_FIRM in held:
        return _view(row, _may_firm(row))
    if row.office_id in same and Can.DO_TASKS in held:
        may = {"decide"} if row.state == CorrectionState.ESCALATED else set()
        return _view(row, frozenset(may))
    raise NotFound(NOT_FOR_YOU)


def correctable_fields(viewer: User, event_id: int) -> list[tuple[str, str, str]]:
    """(field, label, what it says now) of a record of the viewer; raises NotFound."""
    link = person_of(viewer)
    rows = Event.objects.select_related("person__key").filter(pk=event_id)
    same = ids_of_person(link.person_id) if link else frozenset[UUID]()
    event = rows.filter(type__in=RECORD_OF_ROLE.values(), person__in=same).first()
    if event is None:
        raise NotFound(NOT_FOR_YOU)
    return fields_of_record(event)


def fields_of_record(event: Event) -> list[tuple[str, str, str]]:
    """As correctable_fields, of a record the caller may read."""
    values = values_of(payload_of(event))
    said = dict(lines_of(values))
    return [
        (name, FIELDS[name].label, said.get(FIELDS[name].label, ""))
        for name in FIELDS
        if name in values and name not in FIXED and FIELDS[name].label in said
    ]


def _loaded(rows: QuerySet[Correction]) -> QuerySet[Correction]:
    return rows.select_related("person__key", "organisation", "office", "record")


def _may_person(row: Correction) -> frozenset[str]:
    may = {"withdraw"} if CorrectionState.WITHDRAWN in MOVES[row.state] else set()
    return frozenset(may | ({"object"} if row.state == CorrectionState.REFUSED else set()))


def _may_firm(row: Correction) -> frozenset[str]:
    may = {"correct"} if CorrectionState.CORRECTED in MOVES[row.state] else set()
    return frozenset(may | ({"refuse"} if row.state == CorrectionState.ASKED else set()))


def _view(row: Correction, may: frozenset[str]) -> CorrectionView:
    try:
        said = said_of(row)
    except Erased:
        said = {}
    record = views_of(readable(Event.objects.filter(pk=row.record_id)))[0]
    label = FIELDS[row.field].label if row.field else ""
    return CorrectionView(
        correction_id=row.pk,
        record=record,
        organisation=row.organisation.name,
        organisation_id=row.organisation_id,
        field=row.field,
        field_label=label or "整条记录",
        now=dict(record.lines).get(label, ""),
        right=said.get("right", ""),
        words=said.get("words", ""),
        objection=said.get("objection", ""),
        answer=said.get("answer", ""),
        decision=said.get("decision", ""),
        state=row.state,
        state_label=str(CorrectionState(row.state).label),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        due_on=row.due_on,
        citation=row.citation,
        office=row.office.name if row.office else "",
        office_id=row.office_id,
        became_id=row.became_id,
        may=may,
        fields=tuple(_fields(row) if "correct" in may else ()),
    )


def _fields(row: Correction) -> list[tuple[str, str, str]]:
    event = Event.objects.select_related("person__key").get(pk=row.record_id)
    try:
        return fields_of_record(event)
    except Erased:
        return []
