"""代办: what the viewer gave and holds, and what was done for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import Act, DelegationState, Reason, Relation
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.models import Delegation, Event, PersonLink
from gongyue.apps.registry.permissions import NOT_FOR_YOU, person_of
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.stream import payload_of
from gongyue.kernel.ids import mask_mobile, mask_name

SHOWN = ("grantor", "delegate", "recorded_at_office")


@dataclass(frozen=True, kw_only=True)
class DelegationView:
    """One delegation as one of its two sides sees it. `other` is masked until both agreed.

    `state_label` says 已到期 too; `runs` whether it counts on the day asked about.
    """

    delegation_id: UUID
    number: str
    given: bool
    other: str
    relation: str
    reason_label: str
    acts: tuple[tuple[str, str], ...]
    first_on: date
    last_on: date
    granted_at: datetime
    state: str
    state_label: str
    runs: bool
    awaits_me: bool
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Running:
    """A delegation the viewer holds, as the act of taking it up needs it."""

    delegation_id: UUID
    grantor: Any
    name: str
    acts: frozenset[str]
    last_on: date


@dataclass(frozen=True, kw_only=True)
class DoneForMe:
    """One act that somebody else did for the viewer."""

    event_id: int
    at: datetime
    who: str
    what: str
    words: str = ""


def delegations_of(viewer: User, *, on: date) -> list[DelegationView]:
    """Given and held by the viewer, those that count or wait first."""
    mine = Q(grantor=viewer) | Q(delegate=viewer)
    rows = Delegation.objects.filter(mine).select_related(*SHOWN).order_by("-granted_at")[:100]
    views = [_view(row, viewer, on) for row in rows]
    return sorted(views, key=lambda view: not (view.runs or view.state == "offered"))


def delegation_of(viewer: User, delegation_id: UUID, *, on: date) -> DelegationView:
    """One of them; raises NotFound."""
    return _view(_mine(viewer, delegation_id), viewer, on)


def running_for(viewer: User, delegation_id: UUID, *, on: date) -> Running:
    """A delegation the viewer holds that counts on a day; raises NotFound."""
    row = _mine(viewer, delegation_id)
    if row.delegate_id != viewer.pk or not _runs(row, on):
        raise NotFound(NOT_FOR_YOU)
    return Running(
        delegation_id=row.pk,
        grantor=row.grantor,
        name=_name_of(row.grantor) or "委托人",
        acts=frozenset(row.acts),
        last_on=row.last_on,
    )


def done_for_me(viewer: User, limit: int = 200) -> list[DoneForMe]:
    """What delegates and counters did for the viewer, newest first."""
    mine = Q(on_behalf_of=viewer)
    if link := person_of(viewer):
        mine |= Q(person__in=ids_of_person(link.person_id), source=Event.Source.COUNTER)
    rows = Event.objects.filter(mine).exclude(actor=viewer)
    rows = rows.select_related("actor", "acting_as", "person__key").order_by("-pk")[:limit]
    names = names_of_users({row.actor_id: row.actor for row in rows if row.on_behalf_of_id})
    return [_done(row, names) for row in rows]


def _done(row: Event, names: dict[int, str]) -> DoneForMe:
    if row.acting_as:
        who = f"{row.acting_as.name}（窗口）"
    else:
        who = names.get(row.actor_id or 0, "") or "受托代办人"
    return DoneForMe(
        event_id=row.pk,
        at=row.recorded_at,
        who=who,
        what=EVENT_TYPES[row.type].label,
        words=_words(row),
    )


def _words(row: Event) -> str:
    try:
        return str(payload_of(row).get("words", "")) if row.person_id else ""
    except Erased:
        return ""


def _mine(viewer: User, delegation_id: UUID) -> Delegation:
    mine: QuerySet[Delegation] = Delegation.objects.filter(Q(grantor=viewer) | Q(delegate=viewer))
    row = mine.select_related(*SHOWN).filter(pk=delegation_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    return row


def _runs(row: Delegation, on: date) -> bool:
    return row.state == DelegationState.ACCEPTED and row.first_on <= on <= row.last_on


def _view(row: Delegation, viewer: User, on: date) -> DelegationView:
    given = row.grantor_id == viewer.pk
    over = row.last_on < on and row.state in {"offered", "accepted"}
    return DelegationView(
        delegation_id=row.pk,
        number=row.number or "",
        given=given,
        other=_other(row, given),
        relation=str(Relation(row.relation).label) if row.relation else "",
        reason_label=str(Reason(row.reason).label),
        acts=tuple((act, str(Act(act).label)) for act in Act.values if act in row.acts),
        first_on=row.first_on,
        last_on=row.last_on,
        granted_at=row.granted_at,
        state="over" if over else row.state,
        state_label="已到期" if over else str(DelegationState(row.state).label),
        runs=_runs(row, on),
        awaits_me=not given and not over and row.state == DelegationState.OFFERED,
        office=row.recorded_at_office.name if row.recorded_at_office else "",
    )


def _other(row: Delegation, given: bool) -> str:
    """The other side's name; before both agreed a delegate is a number, a grantor is masked."""
    agreed = row.state not in {DelegationState.OFFERED, DelegationState.DECLINED}
    user = row.delegate if given else row.grantor
    name = _name_of(user)
    if given:
        return name if agreed and name else mask_mobile(user.phone)
    return name if agreed else mask_name(name)


def _name_of(user: User) -> str:
    return names_of_users({user.pk: user})[user.pk]


def names_of_users(users: Mapping[int | None, User | None]) -> dict[int, str]:
    """Proved names; of whoever is bound to nobody, what they wish to be called."""
    names = {pk: user.display_name for pk, user in users.items() if pk and user}
    names |= dict(_proved(names))
    return names


def _proved(user_ids: Iterable[int]) -> Iterable[tuple[int, str]]:
    links = PersonLink.objects.filter(user__in=list(user_ids), ended_at=None)
    for link in links.select_related("person__key"):
        try:
            yield link.user_id, identity_of(link.person).name
        except Erased:
            continue
