"""服务委托 as each side sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.engaging import EngagementAct, EngagementState, Side
from gongyue.apps.registry.models import ClientAssignment, Engagement, Membership, Organisation
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships
from gongyue.apps.registry.roles import EMPLOYERS, Kind
from gongyue.apps.registry.sameness import ids_of_organisation
from gongyue.apps.registry.samples import of_the_same_world


@dataclass(frozen=True, kw_only=True)
class EngagementView:
    """One engagement. `runs`: today; `mine_to_answer`: the other side waits for the viewer's."""

    engagement_id: UUID
    firm_id: UUID
    firm: str
    provider_id: UUID
    provider: str
    acts: tuple[str, ...]
    act_labels: tuple[str, ...]
    first_on: date
    last_on: date | None
    words: str
    state: str
    state_label: str
    asked_side: str
    asked_by: str
    asked_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ended_side_label: str
    runs: bool
    mine_to_answer: bool
    agents: tuple[tuple[int, str], ...] = ()


def engagements_of(viewer: User, organisation_id: UUID, *, on: date) -> list[EngagementView]:
    """Of the viewer's own firm or provider, what waits first, then what runs, then the past.

    Agents of a provider see the clients within their scope. Raises NotFound.
    """
    membership = _own_membership(viewer, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Engagement.objects.filter(Q(firm__in=same) | Q(provider__in=same))
    found = [_view(row, membership, on) for row in _loaded(rows)]
    order = {EngagementState.ASKED: 0, EngagementState.RUNNING: 1}
    return sorted(found, key=lambda view: (order.get(view.state, 2), not view.runs))


def engagement_of(
    viewer: User, organisation_id: UUID, engagement_id: UUID, *, on: date
) -> EngagementView:
    """One of them; raises NotFound."""
    for view in engagements_of(viewer, organisation_id, on=on):
        if view.engagement_id == engagement_id:
            return view
    raise NotFound(NOT_FOR_YOU)


def staff_of_provider(viewer: User, organisation_id: UUID) -> list[tuple[int, str, str]]:
    """(membership, name, role) of the provider's members, for assigning clients."""
    _own_membership(viewer, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Membership.objects.filter(organisation__in=same, ended_at=None)
    return [
        (row.pk, row.user.display_name or "（没有填称呼）", str(row.get_role_display()))
        for row in rows.select_related("user").order_by("granted_at", "pk")
    ]


def find_other_side(viewer: User, organisation_id: UUID, words: str) -> Organisation | None:
    """A provider by whole name or code, for a firm; a firm by whole code only, for a provider."""
    membership = _own_membership(viewer, organisation_id)
    code = Q(credit_code="".join(words.split()).upper())
    mine = of_the_same_world(membership.organisation)
    rows = Organisation.objects.filter(mine, is_active=True)
    if membership.organisation.kind == Kind.PROVIDER:
        return rows.filter(code, kind__in=EMPLOYERS).first()
    found = list(rows.filter(code | Q(name=words.strip()), kind=Kind.PROVIDER)[:2])
    return found[0] if len(found) == 1 else None


def _own_membership(viewer: User, organisation_id: UUID) -> Membership:
    for membership in live_memberships(viewer):
        own = not hasattr(membership, "engagement")
        if own and membership.organisation_id == organisation_id:
            return membership
    raise NotFound(NOT_FOR_YOU)


def _loaded(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    return rows.select_related("firm", "provider", "asked_by").order_by("-asked_at", "-pk")


def _view(row: Engagement, membership: Membership, on: date) -> EngagementView:
    kind = membership.organisation.kind
    mine = Side.PROVIDER if kind == Kind.PROVIDER else Side.FIRM
    runs = row.first_on <= on and (row.last_on is None or on <= row.last_on)
    return EngagementView(
        engagement_id=row.pk,
        firm_id=row.firm_id,
        firm=row.firm.name,
        provider_id=row.provider_id,
        provider=row.provider.name,
        acts=tuple(row.acts),
        act_labels=tuple(str(EngagementAct(act).label) for act in row.acts),
        first_on=row.first_on,
        last_on=row.last_on,
        words=row.words,
        state=row.state,
        state_label=str(EngagementState(row.state).label),
        asked_side=row.asked_side,
        asked_by=row.asked_by.display_name,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        ended_side_label=str(Side(row.ended_side).label) if row.ended_side else "",
        runs=runs and row.state == EngagementState.RUNNING,
        mine_to_answer=row.state == EngagementState.ASKED and row.asked_side != mine,
        agents=_agents(row) if mine == Side.PROVIDER else (),
    )


def _agents(row: Engagement) -> tuple[tuple[int, str], ...]:
    rows = ClientAssignment.objects.filter(
        engagement=row, ended_at=None, membership__ended_at=None
    ).select_related("membership__user")
    return tuple((each.membership_id, each.membership.user.display_name) for each in rows)
