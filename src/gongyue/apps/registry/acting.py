"""In whose name somebody acts: members of a provider act for the firms that engaged it."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.engaging import RIGHTS_OF_ACT, EngagementState
from gongyue.apps.registry.models import Engagement, Membership, Organisation
from gongyue.apps.registry.roles import Can, Kind, Role
from gongyue.apps.registry.sameness import ids_of_organisation, with_same_organisations
from gongyue.apps.registry.scoping import Scope


def running_on(day: date) -> Q:
    """Engagements agreed by both whose days include the day."""
    last = Q(last_on__isnull=True) | Q(last_on__gte=day)
    return last & Q(state=EngagementState.RUNNING, first_on__lte=day)


def engaged_memberships(user: User, held: list[Membership], day: date) -> list[Membership]:
    """For each firm that engaged a provider the user works for, what they are there: an unsaved
    membership with `engagement`. Firms in which the user has a role of their own are left out."""
    agents = [row for row in held if row.organisation.kind == Kind.PROVIDER]
    if not agents:
        return []
    own = {row.organisation_id for row in held}
    found: dict[UUID, Membership] = {}
    for agent in agents:
        for engagement in _engagements(agent, day):
            if engagement.firm_id not in own:
                found.setdefault(engagement.firm_id, _as_member(user, engagement))
    return list(found.values())


def same_memberships(held: list[Membership]) -> list[Membership]:
    """Whoever works for an organisation works for every registration of it: unsaved memberships
    with `same_as`, in the same roles. One query where nothing was merged."""
    own = {row.organisation_id for row in held}
    others = with_same_organisations(own) - own
    if not others:
        return []
    found = []
    for organisation in Organisation.objects.filter(pk__in=others, is_active=True).order_by("pk"):
        same = ids_of_organisation(organisation.pk)
        found += [_likewise(row, organisation) for row in held if row.organisation_id in same]
    return found


def _likewise(row: Membership, organisation: Organisation) -> Membership:
    copied = ("user_id", "role", "granted_at", "scope", "scope_departments", "scope_places")
    facts = {name: getattr(row, name) for name in copied}
    other = Membership(organisation=organisation, **facts)
    other.same_as = row  # type: ignore[attr-defined]
    return other


def rights_in_engagement(engagement: Engagement) -> frozenset[Can]:
    """What the acts agreed upon allow in the firm."""
    granted = (RIGHTS_OF_ACT.get(act, frozenset()) for act in engagement.acts)
    return frozenset[Can]().union(*granted)


def provider_acting(by: User, organisation_id: UUID, day: date) -> Organisation | None:
    """The provider in whose name `by` acts for a firm; None for the firm's own members."""
    works_for = Q(
        provider__memberships__user=by,
        provider__memberships__ended_at=None,
        provider__is_active=True,
    )
    rows = Engagement.objects.filter(running_on(day), works_for, firm=organisation_id)
    engagement = rows.select_related("provider").first()
    if engagement is None:
        return None
    own = Membership.objects.filter(user=by, organisation=organisation_id, ended_at=None)
    return None if own.exists() else engagement.provider


def _engagements(agent: Membership, day: date) -> QuerySet[Engagement]:
    rows = Engagement.objects.filter(running_on(day), provider=agent.organisation_id)
    rows = rows.filter(firm__is_active=True).select_related("firm", "provider")
    if agent.scope == Scope.ASSIGNED:
        rows = rows.filter(assignments__membership=agent, assignments__ended_at=None)
    return rows.order_by("answered_at", "pk")


def _as_member(user: User, engagement: Engagement) -> Membership:
    """They do what falls to the firm's 人事, as far as the acts allow."""
    row = Membership(
        user=user,
        organisation=engagement.firm,
        role=Role.HR,
        granted_at=engagement.answered_at,
    )
    row.engagement = engagement  # type: ignore[attr-defined]
    return row
