"""What workers say is wrong in a firm's records, and the firm has not answered yet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.models import Employment, Event
from gongyue.apps.registry.permissions import require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.apps.registry.selectors.records import StanceView, stances_on
from gongyue.apps.registry.visibility import people_visible_to

LOOKED_AT = 200


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """One record a worker disputes. Its contents are in the person's file."""

    event_id: int
    person_id: UUID
    name: str
    label: str
    occurred_on: date
    words: str
    at: datetime


def disputes_with_firm(viewer: User, organisation_id: UUID, limit: int = 20) -> list[Dispute]:
    """Unanswered disputes, newest first; raises NotFound, NotAllowed."""
    require_can(viewer, Can.OPEN_PERSON, organisation_id)
    seen = people_visible_to(viewer, organisation_id, Can.OPEN_PERSON)
    people = Employment.objects.filter(seen, is_withdrawn=False)
    records = Event.objects.filter(
        organisation=organisation_id,
        person__in=people.values("person"),
        type__in=RECORD_OF_ROLE.values(),
        answers__type="stance.disputed",
        reversed_by=None,
    )
    found = {row.pk: row for row in records.defer("payload").order_by("-pk")[:LOOKED_AT]}
    open_ones = {
        pk: stance
        for pk, stances in stances_on(list(found)).items()
        if (stance := _unanswered(stances)) is not None
    }
    wanted = sorted(open_ones, key=lambda pk: open_ones[pk].at, reverse=True)[:limit]
    names = names_of_people(viewer, organisation_id, {found[pk].person_id for pk in wanted})
    return [_dispute(found[pk], open_ones[pk], names) for pk in wanted]


def _unanswered(stances: list[StanceView]) -> StanceView | None:
    """The worker's dispute, if it is the last word on the record."""
    last = stances[-1]
    return last if last.side == "worker" and last.kind == "disputed" else None


def _dispute(record: Event, stance: StanceView, names: dict[UUID, str]) -> Dispute:
    return Dispute(
        event_id=record.pk,
        person_id=record.person_id,
        name=names.get(record.person_id, ""),
        label=EVENT_TYPES[record.type].label,
        occurred_on=record.occurred_on,
        words=stance.words,
        at=stance.at,
    )
