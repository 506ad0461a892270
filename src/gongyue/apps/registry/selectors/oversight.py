"""What an office sees of a firm, and what the office's people have opened: counts, no contents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.roles import Purpose
from gongyue.apps.registry.selectors.accesses import words_of_opening
from gongyue.apps.registry.selectors.organisations import firm_for_regulator
from gongyue.kernel.ids import mask_name


@dataclass(frozen=True, kw_only=True)
class RecordCount:
    """How many live records of one kind a firm has declared, and how many were ever answered."""

    label: str
    declared: int
    confirmed: int
    disputed: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One file the viewer opened, or was refused. `whom` is a firm, or a person's masked name."""

    at: datetime
    refused: bool
    whom: str
    office: str
    purpose: str
    words: str = ""


def record_counts_of_firm(viewer: User, organisation_id: UUID) -> list[RecordCount]:
    """Counts by kind; three queries. Call services.access.open_organisation first.

    Raises NotFound outside the viewer's places.
    """
    firm_for_regulator(viewer, organisation_id)
    records = Event.objects.filter(
        organisation=organisation_id, type__in=RECORD_OF_ROLE.values(), reversed_by=None
    )
    declared = _by_type(records, "type", "pk")
    answered = {
        kind: _by_type(_stances(organisation_id, kind), "about__type", "about")
        for kind in ("confirmed", "disputed")
    }
    return [
        RecordCount(
            label=EVENT_TYPES[type_].label,
            declared=declared[type_],
            confirmed=answered["confirmed"].get(type_, 0),
            disputed=answered["disputed"].get(type_, 0),
        )
        for type_ in RECORD_OF_ROLE.values()
        if type_ in declared
    ]


def openings_of(viewer: User, limit: int = 200) -> list[Opening]:
    """What the viewer opened and tried to open, newest first: their own account of it."""
    rows = Event.objects.filter(actor=viewer, type__startswith="access.")
    rows = rows.select_related("acting_as", "organisation", "person__key").order_by("-pk")
    return [
        Opening(
            at=row.recorded_at,
            refused=row.type == "access.refused",
            whom=_whom(row),
            office=row.acting_as.name if row.acting_as else "",
            purpose=str(Purpose(row.purpose).label) if row.purpose else "未说明用途",
            words=words_of_opening(row),
        )
        for row in rows[:limit]
    ]


def _stances(organisation_id: UUID, kind: str) -> QuerySet[Event]:
    rows = Event.objects.filter(organisation=organisation_id, type=f"stance.{kind}")
    return rows.filter(about__reversed_by=None)


def _by_type(rows: QuerySet[Event], name: str, counted: str) -> dict[str, int]:
    """{type: how many different} of the rows."""
    grouped = rows.order_by().values_list(name).annotate(Count(counted, distinct=True))
    return dict(grouped)


def _whom(row: Event) -> str:
    if row.person is None:
        return row.organisation.name if row.organisation else "—"
    try:
        return mask_name(identity_of(row.person).name)
    except Erased:
        return "已删除的人"
