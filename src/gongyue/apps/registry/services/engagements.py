"""服务委托: one side asks, the other answers, either ends it; each step an event both can read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.engaging import MOVES, EngagementAct, EngagementState, Side
from gongyue.apps.registry.events import engagement_asked, engagement_settled
from gongyue.apps.registry.models import (
    ClientAssignment,
    Engagement,
    Membership,
    Organisation,
)
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, require_can
from gongyue.apps.registry.roles import EMPLOYERS, Can, Kind
from gongyue.apps.registry.samples import of_the_same_world
from gongyue.apps.registry.stream import Entry, append_one

WORDS_LIMIT = 300


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is asked for. `last_on` None: until one side ends it."""

    acts: Sequence[str]
    first_on: date
    last_on: date | None = None
    words: str = ""


@transaction.atomic
def ask_engagement(
    *, by: User, organisation_id: UUID, other_id: UUID, terms: Terms, at: datetime
) -> Engagement:
    """The owner of a firm invites a provider, or the provider's asks a firm: by the kind of the
    organisation `by` speaks for. Nothing is allowed before the other side accepts.

    Raises NotFound, NotAllowed, Refused (not such a body, no acts, days, asked already).
    """
    mine = require_can(by, Can.MANAGE_MEMBERS, organisation_id)
    side = Side.FIRM if mine.kind in EMPLOYERS else Side.PROVIDER
    same = of_the_same_world(mine)
    other = Organisation.objects.filter(same, pk=other_id, is_active=True).first()
    _require_pair(mine, other)
    _require_terms(terms, at)
    firm, provider = (mine, other) if side == Side.FIRM else (other, mine)
    row = Engagement(
        firm=firm,
        provider=provider,
        acts=[act for act in EngagementAct.values if act in terms.acts],
        first_on=terms.first_on,
        last_on=terms.last_on,
        words=terms.words.strip(),
        state=EngagementState.ASKED,
        asked_side=side,
        asked_by=by,
        asked_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("已经有一份在等答复或生效的委托，先了结那一份。", "other") from None
    _record("engagement.asked", row, by, mine, at, _told(row) | {"side": str(side)})
    engagement_asked.send(Engagement, engagement=row, at=at)
    return row


@transaction.atomic
def answer_engagement(*, by: User, engagement_id: UUID, accept: bool, at: datetime) -> Engagement:
    """The side that was asked accepts or declines; raises NotFound, NotAllowed, Refused."""
    row, side = _mine(by, engagement_id)
    if side == row.asked_side:
        raise Refused("这是您这一方提出的，要等对方答复。")
    then = EngagementState.RUNNING if accept else EngagementState.DECLINED
    _move(row, then, answered_by=by, answered_at=at)
    told = {"engagement": str(row.pk), "side": str(side), "answer": str(then)}
    _record("engagement.answered", row, by, _office(row, side), at, told)
    engagement_settled.send(Engagement, engagement=row, at=at)
    return row


@transaction.atomic
def end_engagement(*, by: User, engagement_id: UUID, at: datetime) -> Engagement:
    """Either side ends a running engagement at once, or takes back what it asked for."""
    row, side = _mine(by, engagement_id)
    if row.state == EngagementState.ASKED:
        if side != row.asked_side:
            raise Refused("还没有生效：同意或者不同意都可以，不用终止。")
        _move(row, EngagementState.WITHDRAWN, ended_by=by, ended_at=at, ended_side=side)
    else:
        _move(row, EngagementState.ENDED, ended_by=by, ended_at=at, ended_side=side)
    told = {"engagement": str(row.pk), "side": str(side)}
    _record("engagement.ended", row, by, _office(row, side), at, told)
    engagement_settled.send(Engagement, engagement=row, at=at)
    return row


@transaction.atomic
def assign_client(
    *, by: User, engagement_id: UUID, membership_ids: Sequence[int], at: datetime
) -> None:
    """Which agents look after a client: exactly these from now on. By the provider's owner."""
    row, side = _mine(by, engagement_id)
    if side != Side.PROVIDER:
        raise NotFound(NOT_FOR_YOU)
    staff = Membership.objects.filter(organisation=row.provider_id, ended_at=None)
    wanted = set(staff.filter(pk__in=membership_ids).values_list("pk", flat=True))
    if wanted != set(membership_ids):
        raise Refused("请选本机构的成员。", "agents")
    running = ClientAssignment.objects.filter(engagement=row, ended_at=None)
    now = set(running.values_list("membership", flat=True))
    running.filter(membership__in=now - wanted).update(ended_at=at)
    ClientAssignment.objects.bulk_create(
        ClientAssignment(engagement=row, membership_id=pk, assigned_at=at)
        for pk in sorted(wanted - now)
    )
    for pk in sorted(now ^ wanted):
        told = {"engagement": str(row.pk), "membership": pk, "assigned": pk in wanted}
        _record("client.assigned", row, by, row.provider, at, told, of=row.provider)


def _mine(by: User, engagement_id: UUID) -> tuple[Engagement, str]:
    """The engagement, locked, and which side `by` manages; NotFound to everybody else."""
    rows = Engagement.objects.select_for_update(of=("self",)).select_related("firm", "provider")
    row = rows.filter(pk=engagement_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    held = {m.organisation_id for m in live_memberships(by) if not hasattr(m, "engagement")}
    for side, office in ((Side.FIRM, row.firm_id), (Side.PROVIDER, row.provider_id)):
        if office in held:
            require_can(by, Can.MANAGE_MEMBERS, office)
            return row, side
    raise NotFound(NOT_FOR_YOU)


def _office(row: Engagement, side: str) -> Organisation:
    return row.firm if side == Side.FIRM else row.provider


def _require_pair(mine: Organisation, other: Organisation | None) -> None:
    kinds = {mine.kind, other.kind} if other else set()
    if other is None or not (Kind.PROVIDER in kinds and kinds & EMPLOYERS):
        raise Refused("委托是用人单位和服务机构之间的：请选对方。", "other")


def _require_terms(terms: Terms, at: datetime) -> None:
    if not terms.acts or set(terms.acts) - set(EngagementAct.values):
        raise Refused("请选可以办哪些事。", "acts")
    if terms.last_on and terms.last_on < max(terms.first_on, localdate(at)):
        raise Refused("最后一天不能早于第一天，也不能已经过去。", "last_on")
    if len(terms.words.strip()) > WORDS_LIMIT:
        raise Refused(f"说明最多 {WORDS_LIMIT} 字。", "words")


def _move(row: Engagement, then: str, **fields: object) -> None:
    if then not in MOVES[row.state]:
        raise Refused("这份委托的状态已变，请刷新页面。")
    row.state = then
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *fields])


def _told(row: Engagement) -> dict:
    told = {
        "engagement": str(row.pk),
        "acts": row.acts,
        "first_on": row.first_on.isoformat(),
        "words": row.words,
    }
    return told | ({"last_on": row.last_on.isoformat()} if row.last_on else {})


def _record(  # noqa: PLR0913 - the columns of one event
    type_: str,
    row: Engagement,
    by: User,
    office: Organisation,
    at: datetime,
    payload: dict,
    of: Organisation | None = None,
) -> None:
    """Of the firm, in the name of whichever side acts."""
    append_one(
        Entry(
            type=type_,
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=(of or row.firm).pk,
            acting_as=office,
            payload=payload,
        )
    )
