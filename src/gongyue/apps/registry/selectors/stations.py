"""What a clerk sees of the visitor in front of them, and the receipt."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import CounterSession, Event
from gongyue.apps.registry.permissions import NOT_FOR_YOU, link_of_person
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.selectors.corrections import fields_of_record
from gongyue.apps.registry.selectors.records import RecordView, readable, views_of
from gongyue.apps.registry.services.stations import session_of_office, visit_of
from gongyue.apps.registry.stationing import Done, Presence
from gongyue.kernel.ids import mask_identity, mask_mobile, mask_name

LISTED = 500


@dataclass(frozen=True, kw_only=True)
class VisitView:
    """The open visit, or a receipt. `name` is whole while the visitor stands there."""

    session_id: UUID
    number: str
    name: str
    id_number: str
    presence: str
    delegation_number: str
    queue_number: str
    office: str
    started_at: datetime
    ended_at: datetime | None
    end_reason: str
    phone: str
    acts: tuple[tuple[datetime, str], ...]


def visit_for(viewer: User, *, at: datetime) -> VisitView | None:
    """The clerk's open visit."""
    session = visit_of(by=viewer, at=at)
    return _view(session, whole=True) if session else None


def receipt_for(viewer: User, organisation_id: UUID, session_id: UUID) -> VisitView:
    """A visit's receipt, masked: it is printed and carried away. Raises NotFound, NotAllowed."""
    session = session_of_office(by=viewer, organisation_id=organisation_id, session_id=session_id)
    return _view(session, whole=False)


def visit_records(session: CounterSession) -> list[RecordView]:
    """The visitor's records; the caller has called services.stations.require_visit and notes it."""
    return views_of(readable(_events(session))[:LISTED])


def visit_record(session: CounterSession, event_id: int) -> RecordView:
    """One of them; raises NotFound."""
    event = readable(_events(session)).filter(pk=event_id).first()
    if event is None:
        raise NotFound(NOT_FOR_YOU)
    return views_of([event])[0]


def visit_fields(session: CounterSession, event_id: int) -> list[tuple[str, str, str]]:
    """(field, label, what it says) of a record that can be asked to be corrected."""
    event = _events(session).select_related("person__key").filter(pk=event_id).first()
    if event is None:
        raise NotFound(NOT_FOR_YOU)
    return fields_of_record(event)


def _events(session: CounterSession) -> Any:
    types = [name for name, kind in EVENT_TYPES.items() if kind.answerable]
    return Event.objects.filter(person__in=ids_of_person(session.person_id), type__in=types)


def _view(session: CounterSession, *, whole: bool) -> VisitView:
    name, id_number = _who(session)
    link = link_of_person(session.person_id)
    return VisitView(
        session_id=session.pk,
        number=session.number,
        name=name if whole else mask_name(name),
        id_number=mask_identity(id_number) if id_number else "",
        presence=str(Presence(session.presence).label),
        delegation_number=(session.delegation.number or "") if session.delegation else "",
        queue_number=session.queue_number,
        office=session.office.name,
        started_at=session.started_at,
        ended_at=session.ended_at,
        end_reason=session.get_end_reason_display(),
        phone=mask_mobile(link.user.phone) if link and link.user.phone else "",
        acts=tuple((act.at, str(Done(act.what).label)) for act in session.acts.order_by("pk")),
    )


def _who(session: CounterSession) -> tuple[str, str]:
    try:
        card = identity_of(session.person)
    except Erased:
        return "已删除的人", ""
    return card.name, card.id_number
