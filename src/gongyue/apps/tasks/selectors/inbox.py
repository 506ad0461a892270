"""The inbox of a viewer: filtered, counted, sorted, and cut into pages by the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import overload
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.identity import name_hash_of
from gongyue.apps.registry.models import Employment
from gongyue.apps.registry.visibility import any_of, people_visible
from gongyue.apps.tasks.kinds import kind_of
from gongyue.apps.tasks.models import Task, TaskState
from gongyue.apps.tasks.selectors.scope import NONE, Scope, own, scope_of, visible
from gongyue.apps.tasks.selectors.views import SHOWN, TaskView, views_of

MOST = 200  # of a list that is not cut into pages
WEEK = timedelta(days=7)
DUE = ("overdue", "week", "later", "none")
HANDS = ("mine", "handed", "free", "covered")
SORTS = {
    "due": (F("due_on").asc(nulls_last=True), F("pk").asc()),
    "newest": (F("pk").desc(),),
    "kind": (F("kind").asc(), F("due_on").asc(nulls_last=True), F("pk").asc()),
}


@dataclass(frozen=True, kw_only=True)
class InboxQuery:
    """What somebody looks for. An empty word asks for everything.

    state: open, done, cancelled · due: DUE · hand: HANDS · kind: a name of TASK_KINDS ·
    concerns: the whole name of a person · text: part of the title · sort: SORTS.
    """

    state: str = TaskState.OPEN
    due: str = ""
    hand: str = ""
    kind: str = ""
    concerns: str = ""
    text: str = ""
    sort: str = "due"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many open tasks each filter would show; `kinds`: (name, label, how many)."""

    all: int
    due: dict[str, int]
    hand: dict[str, int]
    kinds: list[tuple[str, str, int]] = field(default_factory=list)


class TaskList(Sequence[TaskView]):
    """Tasks as a paginator wants them: counted, and read one slice at a time."""

    def __init__(self, scope: Scope, rows: QuerySet[Task], on: date) -> None:
        self._scope, self._rows, self._on = scope, rows, on
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self._rows.count()
        return self._count

    @overload
    def __getitem__(self, index: int) -> TaskView: ...
    @overload
    def __getitem__(self, index: slice) -> list[TaskView]: ...
    def __getitem__(self, index: int | slice) -> TaskView | list[TaskView]:
        if isinstance(index, slice):
            rows = list(self._rows.select_related(*SHOWN)[index])
            return views_of(self._scope, rows, self._on)
        return self[index : index + 1][0]


def inbox_list(
    viewer: User, query: InboxQuery, *, on: date, organisation_id: UUID | None = None
) -> TaskList:
    """What the viewer may do and looks for; `on` is today."""
    scope = scope_of(viewer, on=on, organisation_id=organisation_id)
    rows = visible(scope).filter(state=query.state).filter(_asked(scope, query, on))
    order = SORTS.get(query.sort, SORTS["due"])
    return TaskList(scope, rows.order_by(*order), on)


def inbox_counts(viewer: User, *, on: date, organisation_id: UUID | None = None) -> Counts:
    """Open tasks by filter, in two queries."""
    scope = scope_of(viewer, on=on, organisation_id=organisation_id)
    rows = visible(scope).filter(state=TaskState.OPEN)
    wanted = {name: _due(name, on) for name in DUE} | {n: _hand(scope, n) for n in HANDS}
    found = rows.aggregate(
        all=Count("pk"), **{name: Count("pk", filter=which) for name, which in wanted.items()}
    )
    kinds = rows.values_list("kind").annotate(n=Count("pk")).order_by("kind")
    return Counts(
        all=found["all"],
        due={name: found[name] for name in DUE},
        hand={name: found[name] for name in HANDS},
        kinds=[(name, kind_of(name).label, count) for name, count in kinds],
    )


def inbox(
    viewer: User, *, on: date, state: str = TaskState.OPEN, organisation_id: UUID | None = None
) -> list[TaskView]:
    """Tasks the viewer may do, the most urgent first, at most 200."""
    query = InboxQuery(state=state)
    return inbox_list(viewer, query, on=on, organisation_id=organisation_id)[:MOST]


def inbox_count(
    viewer: User, organisation_id: UUID | None = None, *, on: date | None = None
) -> int:
    """How many tasks are open for the viewer."""
    scope = scope_of(viewer, on=on or localdate(), organisation_id=organisation_id)
    return visible(scope).filter(state=TaskState.OPEN).count()


def _asked(scope: Scope, query: InboxQuery, on: date) -> Q:
    which = _due(query.due, on) & _hand(scope, query.hand)
    if query.kind:
        which &= Q(kind=query.kind)
    if text := query.text.replace("\0", "").strip():
        which &= Q(title__icontains=text[:100])
    if name := query.concerns.strip():
        which &= _concerns(scope, name[:40])
    return which


def _due(word: str, on: date) -> Q:
    if word == "overdue":
        return Q(due_on__lt=on)
    if word == "week":
        return Q(due_on__range=(on, on + WEEK))
    if word == "later":
        return Q(due_on__gt=on + WEEK)
    return Q(due_on=None) if word == "none" else Q()


def _hand(scope: Scope, word: str) -> Q:
    mine = Q(assignee__user=scope.viewer.pk, assignee__ended_at=None)
    if word == "mine":
        return mine
    if word == "handed":
        return mine & Q(handed_by__isnull=False)
    if word == "free":
        return Q(assignee=None) & _any(own(m) for m in scope.memberships)
    if word == "covered":
        theirs = _any(
            Q(organisation=c.absent.organisation_id) & own(c.absent) for c in scope.covers
        )
        return theirs & ~_any(own(m) for m in scope.memberships) if scope.covers else NONE
    return Q()


def _any(which: Iterable[Q]) -> Q:
    found = NONE
    for each in which:
        found |= each
    return found


def _concerns(scope: Scope, name: str) -> Q:
    """By the whole name, in the firms whose people the viewer may call by name."""
    named = scope.names_in()
    seen = any_of(people_visible(m) for m in scope.memberships if m.organisation_id in named)
    people = Employment.objects.filter(seen, name_hash=name_hash_of(name), is_withdrawn=False)
    return Q(concerns__in=people.values("person"))
