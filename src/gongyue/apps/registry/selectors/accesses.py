"""谁看过我: who opened a file, when, for what, which parts; refusals too."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Event, Membership
from gongyue.apps.registry.permissions import NOT_FOR_YOU, person_of, require_can
from gongyue.apps.registry.roles import Can, Purpose, Role
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.selectors.delegations import names_of_users
from gongyue.apps.registry.stream import payload_of

WITHOUT_PURPOSE = "未说明用途"
FILE = "整份档案"
FOUND = "查找结果里的姓、号码头尾和单位"
WHAT = {
    "card": "卡片上的姓名和证件号码（部分隐去）",
    "records": "登记的记录",
    "document": "一份文件",
    "search": FOUND,
}


@dataclass(frozen=True, kw_only=True)
class AccessView:
    """One opening, or one refusal. `words`: what the opener added to the purpose; mostly empty.

    `role` is what the opener was to the office then: the person learns no name of an official.
    `who`: the name of a delegate of one's own. `parts`: labels of the kinds of record shown.
    """

    event_id: int
    at: datetime
    refused: bool
    office: str
    office_id: UUID | None
    role: str
    purpose: str
    purpose_code: str
    words: str = ""
    who: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AccessGroup:
    """Openings alike on one day by one office for one purpose, newest first."""

    on: date
    accesses: tuple[AccessView, ...]

    @property
    def first(self) -> AccessView:
        return self.accesses[0]


@dataclass(frozen=True, kw_only=True)
class AccessLog:
    """谁看过我, filtered; the choices are of everything, so that a filter can be changed."""

    groups: tuple[AccessGroup, ...]
    total: int
    refused: int
    offices: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    months: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A filter: an office (its id, "delegates" or "nobody"), a purpose, a month such as 2026-03."""

    office: str = ""
    purpose: str = ""
    month: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """What somebody asked about an opening, and the answer. `late`: there is none in time."""

    question_id: int
    opening_id: int
    organisation: str
    asked_at: datetime
    words: str
    due_on: date
    citation: str
    answer: str = ""
    answered_at: datetime | None = None
    late: bool = False
    opening: AccessView | None = field(default=None)


def accesses_to_myself(viewer: User, limit: int = 100) -> list[AccessView]:
    """Every read and every refusal concerning the viewer, newest first."""
    link = person_of(viewer)
    if link is None:
        return []
    mine = ids_of_person(link.person_id)
    rows = Event.objects.filter(person__in=mine, type__startswith="access.")
    return views_of_accesses(rows, limit)


def access_log_of_myself(viewer: User, wanted: Wanted, limit: int = 2_000) -> AccessLog:
    """The same, grouped by day, office and purpose, and filtered."""
    everything = accesses_to_myself(viewer, limit)
    kept = [view for view in everything if _fits(view, wanted)]
    return AccessLog(
        groups=tuple(_grouped(kept)),
        total=len(kept),
        refused=sum(view.refused for view in kept),
        offices=tuple({_office_key(view): view.office for view in everything}.items()),
        purposes=tuple({view.purpose_code or "none": view.purpose for view in everything}.items()),
        months=tuple(dict.fromkeys(_month(view) for view in everything)),
    )


def access_of_myself(viewer: User, event_id: int) -> AccessView:
    """One of them; raises NotFound."""
    link = person_of(viewer)
    rows = Event.objects.filter(pk=event_id, type__startswith="access.")
    mine = ids_of_person(link.person_id) if link else frozenset()
    found = views_of_accesses(rows.filter(person__in=mine), 1) if link else []
    if not found:
        raise NotFound(NOT_FOR_YOU)
    return found[0]


def accesses_to_firm(viewer: User, organisation_id: UUID, limit: int = 100) -> list[AccessView]:
    """Who opened the firm's file, as the firm's members see it; raises NotFound, NotAllowed."""
    require_can(viewer, Can.SEE_PEOPLE, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Event.objects.filter(organisation__in=same, person=None, type__startswith="access.")
    return views_of_accesses(rows, limit)


def questions_of_myself(viewer: User, *, on: date) -> dict[int, QuestionView]:
    """What the viewer asked, by opening."""
    link = person_of(viewer)
    if link is None:
        return {}
    mine = ids_of_person(link.person_id)
    rows = Event.objects.filter(person__in=mine, type="opening.questioned")
    views = (_question(row, on) for row in _with_answers(rows))
    return {view.opening_id: view for view in views}


def question_for_office(viewer: User, question_id: int, *, on: date) -> QuestionView:
    """A question to one of the viewer's organisations; raises NotFound, NotAllowed."""
    row = _with_answers(Event.objects.filter(pk=question_id, type="opening.questioned")).first()
    if row is None or row.organisation_id is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(viewer, Can.DO_TASKS, row.organisation_id)
    opening = views_of_accesses(Event.objects.filter(pk=row.about_id), 1)[0]
    return _question(row, on, opening)


def views_of_accesses(rows: QuerySet[Event], limit: int) -> list[AccessView]:
    """Three queries whatever their number; the caller has checked the viewer."""
    found = rows.select_related("acting_as", "actor", "person__key").order_by("-pk")[:limit]
    events = list(found)
    roles = _roles(events)
    names = names_of_users({e.actor_id: e.actor for e in events if e.on_behalf_of_id})
    return [_view(event, roles, names) for event in events]


def words_of_opening(row: Event) -> str:
    """What the opener added, or what was exported; nothing once the person is erased.

    Load with person__key.
    """
    return _words(row, _told(row))


def _view(row: Event, roles: dict[tuple[Any, Any], str], names: dict[int, str]) -> AccessView:
    told = _told(row)
    return AccessView(
        event_id=row.pk,
        at=row.recorded_at,
        refused=row.type == "access.refused",
        office=_office(row),
        office_id=row.acting_as_id,
        role=roles.get((row.actor_id, row.acting_as_id), ""),
        purpose=str(Purpose(row.purpose).label) if row.purpose else WITHOUT_PURPOSE,
        purpose_code=row.purpose,
        words=_words(row, told),
        who=names.get(row.actor_id or 0, "") if row.on_behalf_of_id else "",
        parts=_parts(told),
    )


def _words(row: Event, told: dict[str, Any]) -> str:
    if row.type == "access.exported" and told:
        return f"导出{told['what']}，{told['rows']} 行"
    return str(told.get("words", ""))


def _told(row: Event) -> dict[str, Any]:
    try:
        return payload_of(row)
    except Erased:
        return {}


def _parts(told: dict[str, Any]) -> tuple[str, ...]:
    kinds = [EVENT_TYPES[name].label for name in told.get("parts", ()) if name in EVENT_TYPES]
    if kinds:
        return tuple(kinds)
    return (WHAT.get(told.get("what", ""), FILE),) if told else ()


def _office(row: Event) -> str:
    if row.acting_as:
        return row.acting_as.name
    return "受托代办人" if row.on_behalf_of_id else "无单位的账号"


def _roles(events: list[Event]) -> dict[tuple[Any, Any], str]:
    """What each opener was to the office: by the latest membership there."""
    actors = {event.actor_id for event in events if event.acting_as_id}
    offices = {event.acting_as_id for event in events if event.acting_as_id}
    rows = Membership.objects.filter(user__in=actors, organisation__in=offices)
    return {
        (row.user_id, row.organisation_id): str(Role(row.role).label)
        for row in rows.order_by("granted_at", "pk")
    }


def _fits(view: AccessView, wanted: Wanted) -> bool:
    return (
        wanted.office in ("", _office_key(view))
        and wanted.purpose in ("", view.purpose_code or "none")
        and wanted.month in ("", _month(view))
    )


def _office_key(view: AccessView) -> str:
    return str(view.office_id) if view.office_id else ("delegates" if view.who else "nobody")


def _month(view: AccessView) -> str:
    return f"{localdate(view.at):%Y-%m}"


def _grouped(views: list[AccessView]) -> list[AccessGroup]:
    groups: dict[Any, list[AccessView]] = {}
    for view in views:
        day = localdate(view.at)
        alike = (view.office_id, view.who, view.role, view.purpose, view.refused)
        groups.setdefault((day, *alike, view.words, view.parts), []).append(view)
    return [AccessGroup(on=key[0], accesses=tuple(found)) for key, found in groups.items()]


def _with_answers(rows: QuerySet[Event]) -> QuerySet[Event]:
    return rows.select_related("organisation", "person__key").prefetch_related("answers")


def _question(row: Event, on: date, opening: AccessView | None = None) -> QuestionView:
    said = _told(row)
    answer = next((e for e in row.answers.all() if e.type == "opening.explained"), None)
    due_on = date.fromisoformat(said["due_on"]) if said else row.occurred_on
    return QuestionView(
        question_id=row.pk,
        opening_id=row.about_id or 0,
        organisation=row.organisation.name if row.organisation else "",
        asked_at=row.recorded_at,
        words=str(said.get("words", "")),
        due_on=due_on,
        citation=str(said.get("citation", "")),
        answer=str(_told(answer).get("words", "")) if answer else "",
        answered_at=answer.recorded_at if answer else None,
        late=answer is None and due_on < on,
        opening=opening,
    )
