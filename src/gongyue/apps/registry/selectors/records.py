"""Records as both sides see them: what was declared, who confirmed, who disputed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.correcting import CorrectionState
from gongyue.apps.registry.event_types import EVENT_TYPES, RECORD_OF_ROLE
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Correction, Event, PersonLink
from gongyue.apps.registry.permissions import NOT_FOR_YOU, person_of
from gongyue.apps.registry.projection import Live, live_of
from gongyue.apps.registry.rows import values_of
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.services.delegations import require_delegated
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.registry.wording import lines_of

CELLS = {"values", "types", "more"}
PROOFS = {
    "self_entered": "本人登录并填写证件号码",
    "self_entered.flagged": "本人登录并填写证件号码（手机号存疑，建议窗口核验）",
    "counter": "服务窗口核验证件",
    "counter.flagged": "服务窗口核验证件（手机号存疑）",
    "membership": "单位授权的账号",
}


@dataclass(frozen=True, kw_only=True)
class StanceView:
    """One side's answer to a record. `kind` is confirmed or disputed."""

    stance_id: int
    side: str
    kind: str
    words: str
    at: datetime
    proof: str
    delegated: bool


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """One record. `reading`: declared (nobody answered) · confirmed · disputed · withdrawn.

    `lines` are (label, text) pairs; `worker` and `firm` the latest answer of each side;
    `fields` the payload but for the cells of a table, for types whose screen knows more.
    """

    event_id: int
    type: str
    label: str
    organisation_id: UUID | None
    organisation: str
    person_id: UUID | None
    occurred_on: date
    recorded_at: datetime
    source: str
    lines: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    reading: str
    worker: StanceView | None
    firm: StanceView | None
    fields: Mapping[str, Any]
    # State and label of the latest request to correct it; empty without one.
    correction: str = ""
    correction_label: str = ""
    # The firm declared the same thing again since: this one is kept, but counts no more.
    is_outdated: bool = False

    @property
    def awaits_worker(self) -> bool:
        """Whether the worker has not answered; silence is never consent."""
        settled = self.reading == "withdrawn" or self.correction == "corrected"
        return self.worker is None and not settled


def records_of_myself(viewer: User, *, type: str = "", limit: int = 200) -> list[RecordView]:
    """Everything anybody declared about the viewer, newest first; empty without a link."""
    link = person_of(viewer)
    if link is None:
        return []
    return views_of(_answerable(link).filter(**({"type": type} if type else {}))[:limit])


def records_of_grantor(viewer: User, grantor: User, *, on: date) -> list[RecordView]:
    """As records_of_myself, for a delegate who may read; raises NotFound.

    Call services.access.open_as_delegate first: the grantor sees it under 谁看过我.
    """
    require_delegated(by=viewer, grantor=grantor, act="read_records", on=on)
    return records_of_myself(grantor)


def record_of_grantor(
    viewer: User, grantor: User, event_id: int, *, on: date
) -> tuple[RecordView, list[StanceView]]:
    """As record_of_myself, for a delegate who may read; raises NotFound.

    Call services.access.open_as_delegate first.
    """
    require_delegated(by=viewer, grantor=grantor, act="read_records", on=on)
    return record_of_myself(grantor, event_id)


def counts_of_myself(viewer: User) -> dict[str, int]:
    """How many records of the viewer there are, and how many still await an answer."""
    link = person_of(viewer)
    if link is None:
        return {"all": 0, "awaiting": 0}
    rows = _answerable(link)
    answered = Event.objects.filter(
        person__in=ids_of_person(link.person_id), type__startswith="stance."
    )
    return {
        "all": rows.count(),
        "awaiting": rows.exclude(pk__in=answered.values("about")).filter(reversed_by=None).count(),
    }


def record_of_myself(viewer: User, event_id: int) -> tuple[RecordView, list[StanceView]]:
    """One record of the viewer and all answers to it, oldest first; raises NotFound."""
    link = person_of(viewer)
    event = _answerable(link).filter(pk=event_id).first() if link else None
    if event is None:
        raise NotFound(NOT_FOR_YOU)
    return views_of([event])[0], stances_on([event_id]).get(event_id, [])


def views_of(events: Iterable[Event]) -> list[RecordView]:
    """Views of events loaded by `readable`; four queries whatever their number.

    The caller has checked that the viewer may read them.
    """
    events = list(events)
    numbers = [event.pk for event in events]
    stances, corrections = stances_on(numbers), _corrections_of(numbers)
    outdated = _outdated(events)
    return [
        _view(event, stances.get(event.pk, []), corrections.get(event.pk, ""), event.pk in outdated)
        for event in events
    ]


def _outdated(events: list[Event]) -> set[int]:
    """Of these the ones whose place a newer import, not withdrawn, has taken."""
    types = [*RECORD_OF_ROLE.values()]
    held = {event.employment_id for event in events if event.type in types}
    rows = Event.objects.filter(employment__in=held - {None}, type__in=types, reversed_by=None)
    found = rows.values_list("pk", "employment_id", "type", "slot", "batch_id", "digest")
    stated = [Live(*row) for row in found]
    live = {row.event_id for row in live_of(stated)}
    return {row.event_id for row in stated} - live


def readable(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Loads what views need."""
    return rows.select_related("person__key", "organisation", "batch", "reversed_by").order_by(
        "-occurred_on", "-pk"
    )


def stances_on(event_ids: list[int]) -> dict[int, list[StanceView]]:
    """All answers to the records given, oldest first."""
    return _by_record(Event.objects.filter(about__in=event_ids, type__startswith="stance."))


def _by_record(rows: QuerySet[Event]) -> dict[int, list[StanceView]]:
    found: dict[int, list[StanceView]] = {}
    for row in rows.select_related("person__key").order_by("pk"):
        if (view := _stance(row)) is not None:
            found.setdefault(row.about_id or 0, []).append(view)
    return found


def stances_in_firm(organisation_id: UUID) -> dict[int, list[StanceView]]:
    """All answers to a firm's records, by record, oldest first."""
    same = ids_of_organisation(organisation_id)
    rows = Event.objects.filter(organisation__in=same, type__startswith="stance.")
    return _by_record(rows)


def reading_of(stances: Iterable[StanceView]) -> str:
    """declared · confirmed · disputed, of a record that was not withdrawn: a dispute by either
    side stands until that side says otherwise; only the worker confirms what the firm declared."""
    latest = {stance.side: stance for stance in stances}
    if any(stance.kind == "disputed" for stance in latest.values()):
        return "disputed"
    worker = latest.get("worker")
    return "confirmed" if worker and worker.kind == "confirmed" else "declared"


def _answerable(link: PersonLink) -> QuerySet[Event]:
    types = [name for name, kind in EVENT_TYPES.items() if kind.answerable]
    mine = ids_of_person(link.person_id)
    return readable(Event.objects.filter(person__in=mine, type__in=types))


def _stance(event: Event) -> StanceView | None:
    try:
        said = payload_of(event)
    except Erased:
        return None
    return StanceView(
        stance_id=event.pk,
        side=said["side"],
        kind=event.type.removeprefix("stance."),
        words=said.get("words", ""),
        at=event.recorded_at,
        proof=PROOFS.get(said["proof"], said["proof"]),
        delegated=event.on_behalf_of_id is not None,
    )


def _corrections_of(event_ids: list[int]) -> dict[int, str]:
    """The state of the latest request to correct each record."""
    rows = Correction.objects.filter(record__in=event_ids).order_by("asked_at", "pk")
    return dict(rows.values_list("record_id", "state"))


def _view(
    event: Event, stances: list[StanceView], correction: str, is_outdated: bool
) -> RecordView:
    try:
        payload = payload_of(event)
    except Erased:
        payload = {}
    latest = {stance.side: stance for stance in stances}
    values = values_of(payload) if "values" in payload else {}
    return RecordView(
        event_id=event.pk,
        type=event.type,
        label=EVENT_TYPES[event.type].label,
        organisation_id=event.organisation_id,
        organisation=event.organisation.name if event.organisation else "",
        person_id=event.person_id,
        occurred_on=event.occurred_on,
        recorded_at=event.recorded_at,
        source=_source(event),
        lines=tuple(lines_of(values)),
        doubts=tuple(payload.get("doubts", ())),
        reading="withdrawn" if hasattr(event, "reversed_by") else reading_of(stances),
        worker=latest.get("worker"),
        firm=latest.get("firm"),
        fields={name: part for name, part in payload.items() if name not in CELLS},
        correction=correction,
        is_outdated=is_outdated,
        correction_label=str(CorrectionState(correction).label) if correction else "",
    )


def _source(event: Event) -> str:
    batch = event.batch
    if batch is None or event.sheet is None or event.sheet >= len(batch.sheets):
        return str(Event.Source(event.source).label)
    return f"《{batch.file_name}》“{batch.sheets[event.sheet]['name']}”第 {event.row} 行"
