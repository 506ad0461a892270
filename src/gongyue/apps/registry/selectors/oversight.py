"""What an office's people have opened, and were refused: their own account of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event
from gongyue.apps.registry.reach import office_membership
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.selectors.accesses import words_of_opening
from gongyue.kernel.ids import mask_name

SEARCHED = "access.searched"  # whoever was found has an opening of their own


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One file the viewer opened, or was refused. `whom` is a firm, or a person's masked name."""

    event_id: int
    at: datetime
    refused: bool
    whom: str
    by: str
    office: str
    purpose: str
    words: str = ""


def openings_of(viewer: User, limit: int = 200) -> list[Opening]:
    """What the viewer opened and tried to open, newest first: their own account of it."""
    rows = Event.objects.filter(actor=viewer, type__startswith="access.").exclude(type=SEARCHED)
    return [_opening(row) for row in _loaded(rows)[:limit]]


def openings_of_firm(
    viewer: User, office_id: UUID, firm_id: UUID, *, until: int | None = None
) -> list[Opening]:
    """Who of the office opened the firm's file, newest first; `until` an event's number.

    Raises NotFound.
    """
    office_membership(viewer, office_id, Can.OPEN_FIRM)
    same, offices = ids_of_organisation(firm_id), ids_of_organisation(office_id)
    rows = Event.objects.filter(organisation__in=same, person=None, type__startswith="access.")
    rows = rows.filter(acting_as__in=offices)
    return [_opening(row) for row in _loaded(rows.filter(pk__lte=until) if until else rows)]


def _loaded(rows: QuerySet[Event]) -> QuerySet[Event]:
    return rows.select_related("acting_as", "organisation", "person__key", "actor").order_by("-pk")


def _opening(row: Event) -> Opening:
    return Opening(
        event_id=row.pk,
        at=row.recorded_at,
        refused=row.type == "access.refused",
        whom=_whom(row),
        by=row.actor.display_name if row.actor else "",
        office=row.acting_as.name if row.acting_as else "",
        purpose=str(Purpose(row.purpose).label) if row.purpose else "未说明用途",
        words=words_of_opening(row),
    )


def _whom(row: Event) -> str:
    if row.person is None:
        return row.organisation.name if row.organisation else "—"
    try:
        return mask_name(identity_of(row.person).name)
    except Erased:
        return "已删除的人"
