"""What can be asked about filings: mine, the office's, one of them with its time-line, sums."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.selectors.documents import DocumentCard, attachments_of, counts_about
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    covers,
    live_memberships,
    reach_prefix,
    require_can,
    rights_of,
)
from gongyue.apps.registry.roles import Can, Kind
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.samples import in_reality, of_the_same_world
from gongyue.apps.registry.stream import payload_of
from gongyue.apps.tasks.filings.kinds import FILING_KINDS, filing_kind, offered
from gongyue.apps.tasks.filings.numbers import shown_number
from gongyue.apps.tasks.filings.rating import REASONS
from gongyue.apps.tasks.filings.replying import is_filer
from gongyue.apps.tasks.filings.tracing import about_filing
from gongyue.apps.tasks.models import (
    Filing,
    FilingState,
    FilingStep,
    Level,
    Outcome,
    Promise,
    Rating,
    Task,
    TaskState,
)
from gongyue.apps.tasks.models.filings import FILING_ENDS

PLAIN = {
    "filing.submitted": "收到了，转给承办的人",
    "filing.answered": "作了答复",
    "filing.asked": "请本人补充情况",
    "filing.replied": "收到本人的补充",
    "filing.objected": "本人说还没有解决，继续办",
    "filing.passed_on": "转到另一个单位办",
    "filing.escalated": "到期没有办，移交",
    "filing.unanswered": "没有收到补充，继续办",
    "filing.closed": "办结",
    "filing.withdrawn": "本人撤回",
    "filing.rated": "本人作了评价",
}
GONE = "（已按本人要求删除）"
FROM_FILER = frozenset(
    {"filing.submitted", "filing.replied", "filing.objected", "filing.withdrawn", "filing.rated"}
)


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One line of a time-line. `words` are those of whoever acted; `note` the system's."""

    at: datetime
    what: str
    office: str
    words: str = ""
    note: str = ""
    from_filer: bool = False
    by: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, kw_only=True)
class FilingView:
    """A filing as one line of a list."""

    filing_id: UUID
    number: str
    kind: str
    label: str
    state: str
    state_label: str
    office_id: UUID
    office: str
    made_at: datetime
    promised_on: date
    citation: str
    is_late: bool
    closed_at: datetime | None
    outcome: str
    waits_until: date | None
    sender: str = ""
    rating: str = ""
    files: int = 0


@dataclass(frozen=True, kw_only=True)
class FilingPage:
    """One filing with its time-line; what the viewer may do now is in `may`."""

    filing: FilingView
    steps: tuple[StepView, ...]
    who: str
    is_mine: bool
    may: frozenset[str]
    passes_left: bool
    rating: "RatingView | None" = None
    task_id: UUID | None = None
    files: tuple[DocumentCard, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RatingView:
    level: int
    label: str
    reasons: tuple[str, ...]
    words: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums of an office: filings by state, how many are late, ratings by level."""

    by_state: dict[str, int]
    late: int
    levels: list[tuple[str, int]] = field(default_factory=list)
    rated: int = 0
    content: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficeRow:
    """An office that takes filings of a place."""

    office_id: UUID
    name: str
    kind: str
    kind_label: str
    place: str


def filings_of_myself(viewer: User) -> list[FilingView]:
    """What the viewer handed in for themself, newest first."""
    rows = Filing.objects.filter(filer=viewer.pk, organisation=None).order_by("-made_at", "-pk")
    return _views(rows[:200])


def filings_of_office(
    viewer: User, office_id: UUID, *, state: str = "", text: str = ""
) -> list[FilingView]:
    """What the office has, soonest first. `state`: one of FilingState, "late", or "" for what is
    not closed; `text`: a number or part of one. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.DO_TASKS, office_id)
    rows = Filing.objects.filter(office__in=ids_of_organisation(office_id))
    if digits := "".join(char for char in text[:40] if char.isascii() and char.isdecimal()):
        rows = rows.filter(number__contains=digits)
    elif text.strip():
        rows = rows.none()
    return _views(_in_state(rows, state).order_by("promised_on", "pk")[:500])


def filings_sent(viewer: User, organisation_id: UUID) -> list[FilingView]:
    """What the viewer's organisation handed in elsewhere: notices, and its own requests."""
    require_can(viewer, Can.DO_TASKS, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Filing.objects.filter(organisation__in=same).order_by("-made_at", "-pk")
    return _views(rows[:200])


def filing_page(viewer: User, filing_id: UUID, *, office_id: UUID | None = None) -> FilingPage:
    """One filing, for its filer or the office that has it. `office_id`: the desk it is opened on.

    Raises NotFound.
    """
    filing = _one(filing_id)
    mine, handles = is_filer(viewer, filing), handles_filing(viewer, filing)
    if office_id is not None:
        mine = mine and filing.organisation_id in ids_of_organisation(office_id)
        handles = handles and filing.office_id == office_id
    elif filing.organisation_id is not None:
        mine = False
    if not mine and not handles:
        raise NotFound(NOT_FOR_YOU)
    return FilingPage(
        filing=_view(filing),
        steps=tuple(_steps(filing, names=handles)),
        who=_who(filing),
        is_mine=mine,
        may=_may(filing, mine=mine, handles=handles),
        passes_left=filing.passes < 3,
        rating=_rating(filing),
        task_id=_task_id(filing) if handles else None,
        files=tuple(attachments_of(viewer, about_filing(filing.pk))),
    )


def steps_without_words(filing: Filing) -> Iterable[StepView]:
    """The time-line for whoever has only the number: plain words, days, offices."""
    for row in filing.steps.select_related("event", "office").order_by("pk"):
        yield StepView(at=row.event.recorded_at, what=PLAIN[row.event.type], office=row.office.name)


def offices_for(place: str) -> list[OfficeRow]:
    """Offices that take filings of a place: responsible for it or inside it, the nearest first,
    the operator last."""
    kinds = [kind for kind in Kind if offered(kind)]
    rows = Organisation.objects.filter(in_reality(), kind__in=kinds, is_active=True)
    rows = rows.order_by("name", "pk")
    here = [
        row
        for row in rows
        if covers(row.place, place) or covers(place, row.place) or row.kind == Kind.OPERATOR
    ]
    order = {Kind.REGULATOR: 0, Kind.MEDIATION: 1, Kind.OPERATOR: 2}
    here.sort(
        key=lambda row: (
            order[Kind(row.kind)],
            not covers(row.place, place),
            -len(reach_prefix(row.place)),
        )
    )
    return [_office(row) for row in here]


def usual_place() -> str:
    """The place of whoever runs the system: where most people will look; "" before there is one."""
    rows = Organisation.objects.filter(kind=Kind.OPERATOR, is_active=True).order_by("pk")
    return rows.values_list("place", flat=True).first() or ""


def offices_to_pass_to(viewer: User, filing_id: UUID) -> list[OfficeRow]:
    """Other offices that take such a filing. Raises NotFound."""
    filing = _one(filing_id)
    if not handles_filing(viewer, filing):
        raise NotFound(NOT_FOR_YOU)
    kind = filing_kind(filing.kind)
    kinds = kind.to if kind else ()
    same = of_the_same_world(filing.office)
    rows = Organisation.objects.filter(same, kind__in=kinds, is_active=True)
    rows = rows.exclude(pk=filing.office_id)
    return [_office(row) for row in rows.order_by("name", "pk")[:500]]


def promises_of(viewer: User, office_id: UUID) -> list[tuple[str, str, int]]:
    """(kind, label, working days) the office promises. Raises NotFound, NotAllowed."""
    office = require_can(viewer, Can.DO_TASKS, office_id)
    own = dict(Promise.objects.filter(office=office_id).values_list("kind", "days"))
    return [
        (kind.name, kind.label, own.get(kind.name, kind.days))
        for kind in FILING_KINDS.values()
        if office.kind in kind.to
    ]


def sums_of_office(viewer: User, office_id: UUID, *, on: date) -> Sums:
    """Counts and 好差评 of an office. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.DO_TASKS, office_id)
    rows = Filing.objects.filter(office__in=ids_of_organisation(office_id))
    states = dict(rows.values_list("state").annotate(n=Count("pk")).order_by())
    late = rows.filter(state=FilingState.RECEIVED, promised_on__lt=on).count()
    levels = dict(
        Rating.objects.filter(office=office_id)
        .values_list("level")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rated = sum(levels.values())
    content = sum(count for level, count in levels.items() if level >= Level.FAIR)
    return Sums(
        by_state=states,
        late=late,
        levels=[(str(level.label), levels.get(level.value, 0)) for level in Level],
        rated=rated,
        content=f"{100 * content // rated}%" if rated else "",
    )


def _in_state(rows: QuerySet[Filing], state: str) -> QuerySet[Filing]:
    if state == "late":
        return rows.filter(state=FilingState.RECEIVED, promised_on__lt=localdate())
    if state in FilingState.values:
        return rows.filter(state=state)
    return rows.exclude(state__in=FILING_ENDS)


def _views(rows: QuerySet[Filing]) -> list[FilingView]:
    found = list(rows.select_related("office", "organisation", "rating"))
    files = counts_about(about_filing(row.pk) for row in found)
    return [_view(row, files.get(about_filing(row.pk), 0)) for row in found]


def _view(filing: Filing, files: int = 0) -> FilingView:
    kind = filing_kind(filing.kind)
    rating = getattr(filing, "rating", None)
    late = filing.state == FilingState.RECEIVED and filing.promised_on < localdate()
    return FilingView(
        filing_id=filing.pk,
        number=shown_number(filing.number),
        kind=filing.kind,
        label=kind.label if kind else "申报事项",
        state=filing.state,
        state_label=str(FilingState(filing.state).label),
        office_id=filing.office_id,
        office=filing.office.name,
        made_at=filing.made_at,
        promised_on=filing.promised_on,
        citation=filing.citation,
        is_late=late,
        closed_at=filing.closed_at,
        outcome=str(Outcome(filing.outcome).label) if filing.outcome else "",
        waits_until=filing.waits_until,
        sender=filing.organisation.name if filing.organisation else "",
        rating=str(Level(rating.level).label) if rating else "",
        files=files,
    )


def _one(filing_id: UUID) -> Filing:
    rows = Filing.objects.select_related(
        "office", "organisation", "rating__event__person__key", "person__key", "filer"
    )
    filing = rows.filter(pk=filing_id).first()
    if filing is None:
        raise NotFound(NOT_FOR_YOU)
    return filing


def handles_filing(viewer: User, filing: Filing) -> bool:
    """Whether the viewer does the tasks of the office that has it."""
    held = [m for m in live_memberships(viewer) if m.organisation_id == filing.office_id]
    return any(Can.DO_TASKS in rights_of(membership) for membership in held)


def _may(filing: Filing, *, mine: bool, handles: bool) -> frozenset[str]:
    """Acts on the page; the services check again."""
    state, acts = filing.state, set[str]()
    if handles and state == FilingState.RECEIVED:
        acts |= {"answer", "ask", "pass_on", "close"}
    if mine and state in {FilingState.ASKED, FilingState.ANSWERED}:
        acts |= {"reply"}
    if mine and state == FilingState.ANSWERED:
        acts |= {"accept"}
    if mine and state not in FILING_ENDS:
        acts |= {"withdraw"}
    if mine and state == FilingState.CLOSED and not hasattr(filing, "rating"):
        acts |= {"rate"}
    return frozenset(acts)


def _steps(filing: Filing, *, names: bool) -> Iterable[StepView]:
    """Words for those who may read them; names of officials for their own office only."""
    rows = filing.steps.select_related(
        "event__person__key", "event__actor", "event__on_behalf_of", "office"
    )
    for row in rows.order_by("pk"):
        yield _step(row, names=names)


def _step(row: FilingStep, *, names: bool) -> StepView:
    event = row.event
    try:
        payload = payload_of(event)
    except Erased:
        payload = {"words": GONE}
    shown = names and event.actor is not None and event.type not in FROM_FILER
    return StepView(
        at=event.recorded_at,
        what=PLAIN[event.type],
        office=row.office.name,
        words=payload.get("words", ""),
        note=payload.get("note", ""),
        from_filer=event.type in FROM_FILER,
        by=event.actor.display_name if shown else "",
        on_behalf_of=event.on_behalf_of.display_name if shown and event.on_behalf_of else "",
    )


def _who(filing: Filing) -> str:
    """Who handed it in, as the office may read it."""
    if filing.organisation:
        return filing.organisation.name
    if filing.person:
        try:
            return identity_of(filing.person).name
        except Erased:
            return GONE
    if filing.filer:
        return filing.filer.display_name or "未填称呼"
    first = filing.steps.select_related("event__person__key").order_by("pk").first()
    return payload_of(first.event).get("name", "") if first else ""


def _rating(filing: Filing) -> RatingView | None:
    rating = getattr(filing, "rating", None)
    if rating is None:
        return None
    try:
        words = payload_of(rating.event).get("words", "")
    except Erased:
        words = GONE
    return RatingView(
        level=rating.level,
        label=str(Level(rating.level).label),
        reasons=tuple(REASONS[name] for name in rating.reasons if name in REASONS),
        words=words,
        at=rating.at,
    )


def _task_id(filing: Filing) -> UUID | None:
    rows = Task.objects.filter(
        about=about_filing(filing.pk), organisation=filing.office_id, state=TaskState.OPEN
    )
    return rows.values_list("pk", flat=True).first()


def _office(row: Organisation) -> OfficeRow:
    return OfficeRow(
        office_id=row.pk,
        name=row.name,
        kind=row.kind,
        kind_label=str(Kind(row.kind).label),
        place=row.place,
    )
