"""Each follower is told once, in one message for all that changed, what it means for them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gongyue.apps.accounts.errors import NotAllowed, NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.following.matching import concerns
from gongyue.apps.following.meaning.books import day_of
from gongyue.apps.following.meaning.effects import meanings_of
from gongyue.apps.following.meaning.reading import employments_of_firm, own_employments
from gongyue.apps.following.meaning.words import (
    fitting,
    for_firm,
    for_worker,
    sum_up,
    to_check,
)
from gongyue.apps.following.models import Following, LawChange
from gongyue.apps.notifications.services import Letter, Recipients, send
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import live_memberships, rights_of
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.selectors.organisations import place_of
from gongyue.law.tracking import Kind

CHECKS = frozenset({Kind.CHECKED, Kind.SHORTENED, Kind.BASIS, Kind.STALE})
SHOWN = ("first", "second", "third")
PAGE = "/messages/following/"


@dataclass(frozen=True, kw_only=True)
class Follower:
    """An account, or an organisation, and which of the changes it follows."""

    user_id: int | None
    organisation_id: UUID | None
    changes: tuple[LawChange, ...]


def tell(following_ids: Iterable[int], change_ids: Iterable[int], *, at: datetime) -> int:
    """One message a follower and kind; who was told already is not told again."""
    changes = list(LawChange.objects.filter(pk__in=list(change_ids)).order_by("pk"))
    told = 0
    for follower in followers(following_ids, changes):
        for kind, some in _by_kind(follower.changes).items():
            told += _tell(follower, kind, some, at)
    return told


def followers(following_ids: Iterable[int], changes: Sequence[LawChange]) -> list[Follower]:
    """The owners of these followings, each with everything it follows of the changes."""
    named = Following.objects.filter(pk__in=list(following_ids), ended_at=None)
    owners = list(dict.fromkeys(named.order_by("pk").values_list("user_id", "organisation_id")))
    found = []
    for user_id, organisation_id in owners:
        rows = Following.objects.filter(
            user=user_id, organisation=organisation_id, ended_at=None
        ).values_list("rule", "place")
        wanted = list(rows)
        mine = [c for c in changes if any(concerns(c, rule=r, place=p) for r, p in wanted)]
        if mine:
            found.append(
                Follower(user_id=user_id, organisation_id=organisation_id, changes=tuple(mine))
            )
    return found


def _by_kind(changes: Iterable[LawChange]) -> dict[str, list[LawChange]]:
    kinds: dict[str, list[LawChange]] = defaultdict(list)
    for change in changes:
        name = "following.law_checked" if change.kind in CHECKS else "following.law_changed"
        kinds[name].append(change)
    return kinds


def _tell(follower: Follower, kind: str, changes: list[LawChange], at: datetime) -> int:
    to = _recipients(follower)
    if to is None:
        return 0
    labels = list(dict.fromkeys(f"{c.place_name}{c.label}" for c in changes))
    letter = Letter(
        to=to,
        kind=kind,
        facts={
            "count": len(changes),
            "what": labels[0] + ("等" if len(labels) > 1 else ""),
            **_lines(follower, changes),
        },
        at=at,
        url=f"/law/changes/{changes[0].pk}/" if len(changes) == 1 else PAGE,
        about=f"following.change:{changes[0].pk}",
        once=f"law:{changes[0].pk}-{changes[-1].pk}:{kind}",
    )
    send(letter)
    return 1


def _recipients(follower: Follower) -> Recipients | None:
    """Of a firm only who may check up all of it: the text has its sums."""
    if follower.organisation_id is None:
        return Recipients(user_ids=(follower.user_id,)) if follower.user_id else None
    office = Organisation.objects.get(pk=follower.organisation_id)
    if office.kind not in EMPLOYERS:
        return Recipients(organisation_id=office.pk)
    rows = Membership.objects.filter(organisation=office, ended_at=None)
    rows = rows.select_related("organisation")
    without = tuple(row.user_id for row in rows if Can.CHECK_UP not in rights_of(row))
    return Recipients(organisation_id=office.pk, but_not=without)


def _lines(follower: Follower, changes: list[LawChange]) -> dict[str, str]:
    """The first three in full, each in a fact of its own; of the others how many there are."""
    shown = dict.fromkeys((*SHOWN, "rest"), "")
    for number, (name, change) in enumerate(zip(SHOWN, changes, strict=False), 1):
        own = list(_own_lines(follower, change)) or [to_check(change)]
        lead = f"（{number}）" if len(changes) > 1 else ""
        shown[name] = lead + fitting(change, own)
    if (more := len(changes) - len(SHOWN)) > 0:
        shown["rest"] = f"还有 {more} 项，在“关注的法规”里看。"
    return shown


def _own_lines(follower: Follower, change: LawChange) -> Iterable[str]:
    if follower.user_id is not None:
        return lines_for_user(User.objects.get(pk=follower.user_id), change)
    assert follower.organisation_id is not None
    return _lines_for_organisation(follower.organisation_id, change)


def lines_for_user(user: User, change: LawChange) -> list[str]:
    """What a change means for somebody by their own records; empty where these do not answer."""
    works = list(own_employments(user, on=day_of(change)))
    found = meanings_of(change, ((work.subject, work.place) for work in works))
    return [
        line
        for work, (_, meaning) in zip(works, found, strict=True)
        for line in for_worker(change, work.firm, meaning)
    ]


def _lines_for_organisation(organisation_id: UUID, change: LawChange) -> list[str]:
    """By the hand of a member who may: nobody else's reading of the firm's records."""
    office = Organisation.objects.get(pk=organisation_id)
    if office.kind not in EMPLOYERS:
        return []
    rows = Membership.objects.filter(organisation=office, ended_at=None, user__is_active=True)
    for row in rows.select_related("user").order_by("granted_at", "pk"):
        if any(Can.CHECK_UP in rights_of(m) for m in _held(row.user, organisation_id)):
            return lines_for_firm(row.user, organisation_id, change)
    return []


def _held(user: User, organisation_id: UUID) -> list[Membership]:
    return [m for m in live_memberships(user) if m.organisation_id == organisation_id]


def lines_for_firm(viewer: User, organisation_id: UUID, change: LawChange) -> list[str]:
    """How many of a firm's people, how many yuan a month. Empty to whoever may not ask."""
    place = place_of(organisation_id)
    try:
        subjects = employments_of_firm(viewer, organisation_id, on=day_of(change))
    except (NotAllowed, NotFound):
        return []
    meanings = [found for _, found in meanings_of(change, ((one, place) for one in subjects))]
    if not any(found.effects or found.shortfall for found in meanings):
        return []
    return for_firm(change, sum_up(meanings))
