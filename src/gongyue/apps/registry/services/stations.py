"""服务驿站: a visit begins with a document and a yes, is locked to one person, and ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import DelegationState
from gongyue.apps.registry.hands import Hand
from gongyue.apps.registry.identity import id_hash_of, normal_id
from gongyue.apps.registry.models import (
    CounterAct,
    CounterSession,
    Delegation,
    Event,
    Organisation,
    Person,
)
from gongyue.apps.registry.numbers import receipt_number
from gongyue.apps.registry.permissions import NOT_FOR_YOU, link_of_person, require_can
from gongyue.apps.registry.roles import Can, Purpose
from gongyue.apps.registry.services.links import names_of, register_person, same_name
from gongyue.apps.registry.stationing import NEEDS, TEXT_VERSION, Done, EndReason, Presence
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.kernel.ids import InvalidIdentity

NO_VISITOR = "现在没有来访人。请先核对证件、念告知的话，再开始。"
OTHER_NAME = "姓名和系统里这个证件号码的登记不一致，请再核对证件。"


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Who came: the person's name and document; the delegate's document where one came instead."""

    name: str
    id_number: str
    agreed: bool
    presence: str = Presence.SELF
    delegate_id_number: str = ""
    queue_number: str = ""


def start_visit(
    *, by: User, organisation_id: UUID, visitor: Visitor, at: datetime
) -> CounterSession:
    """Open a visit. An earlier one must be ended first: nobody works on two files at once.

    Raises NotFound, NotAllowed, Refused naming the field.
    """
    office = require_can(by, Can.LINK_AT_COUNTER, organisation_id)
    visit_of(by=by, at=at)  # one that idled is over
    if not visitor.agreed:
        raise Refused("来访人没有同意，不能打开档案。", "agreed")
    number = _number(visitor.id_number, "id_number")
    with transaction.atomic():
        lock_word("person", number)
        person, new = _find(visitor.name, number, by, at)
        delegation = _delegation(visitor, person, at)
        session = _open(by, office, person, visitor, delegation, at)
        if new:
            _line(session, Done.REGISTERED, at)
    return session


def visit_of(*, by: User, at: datetime) -> CounterSession | None:
    """The clerk's open visit; one without an act for some minutes is ended here."""
    rows = CounterSession.objects.filter(clerk=by, ended_at=None)
    session = rows.select_related("office", "person__key", "delegation").first()
    if session is None:
        return None
    if at - session.last_act_at > timedelta(minutes=settings.COUNTER_IDLE_MINUTES):
        _end(session, EndReason.IDLE, by, at)
        return None
    return session


def require_visit(
    *, by: User, organisation_id: UUID, at: datetime, act: str = ""
) -> CounterSession:
    """The open visit at this desk, kept alive by the act. Raises NotFound, NotAllowed, Refused."""
    require_can(by, Can.LINK_AT_COUNTER, organisation_id)
    session = visit_of(by=by, at=at)
    if session is None or session.office_id != organisation_id:
        raise Refused(NO_VISITOR)
    if act:
        _require_covered(session, act, at)
    CounterSession.objects.filter(pk=session.pk).update(last_act_at=at)
    return session


def end_visit(*, by: User, at: datetime) -> CounterSession | None:
    """Over; the receipt can be printed, the file can no longer be seen."""
    session = visit_of(by=by, at=at)
    if session is not None:
        _end(session, EndReason.FINISHED, by, at)
    return session


def hand_of_visit(session: CounterSession) -> Hand:
    """The clerk's hand, for the services that do things for the visitor."""
    link = link_of_person(session.person_id)
    return Hand(
        by=session.clerk,
        person_id=session.person_id,
        on_behalf_of=link.user if link and link.user_id != session.clerk_id else None,
        acting_as=session.office,
        source=Event.Source.COUNTER,
    )


def note_act(session: CounterSession, what: str, at: datetime) -> None:
    """A line of the receipt; alike ones of one visit stand once."""
    if not CounterAct.objects.filter(session=session, what=what).exists():
        _line(session, what, at)


def note_read(session: CounterSession, what: str, at: datetime, parts: list[str]) -> None:
    """The visitor's file was looked at: on their 谁看过我, and a line of the receipt."""
    hand = hand_of_visit(session)
    append_one(
        Entry(
            type="access.opened",
            at=at,
            occurred_on=localdate(at),
            purpose=Purpose.COUNTER,
            payload={"what": "records", "parts": parts},
            **hand.columns(),
        )
    )
    note_act(session, what, at)


def _find(name: str, number: str, by: User, at: datetime) -> tuple[Person, bool]:
    rows = Person.objects.select_related("key").filter(id_hash=id_hash_of(number))
    person = rows.first()
    if person is None:
        return register_person(name=name, number=number, by=by, at=at), True
    if not any(same_name(name, known) for known in names_of(person)):
        raise Refused(OTHER_NAME, "name")
    return person, False


def _delegation(visitor: Visitor, person: Person, at: datetime) -> Delegation | None:
    if visitor.presence == Presence.SELF:
        return None
    today, number = localdate(at), _number(visitor.delegate_id_number, "delegate_id_number")
    rows = Delegation.objects.filter(
        grantor__person_links__person=person,
        grantor__person_links__ended_at=None,
        delegate__person_links__person__id_hash=id_hash_of(number),
        delegate__person_links__ended_at=None,
        state=DelegationState.ACCEPTED,
        first_on__lte=today,
        last_on__gte=today,
    )
    if (found := rows.first()) is None:
        raise Refused("没有找到有效的委托，请本人到场，或先办委托。", "delegate_id_number")
    return found


def _open(
    by: User,
    office: Organisation,
    person: Person,
    visitor: Visitor,
    delegation: Delegation | None,
    at: datetime,
) -> CounterSession:
    try:
        with transaction.atomic():
            session = CounterSession.objects.create(
                number=receipt_number("C", localdate(at)),
                clerk=by,
                office=office,
                person=person,
                presence=Presence.DELEGATE if delegation else Presence.SELF,
                delegation=delegation,
                queue_number=visitor.queue_number.strip()[:12],
                text_version=TEXT_VERSION,
                started_at=at,
                last_act_at=at,
            )
    except IntegrityError:
        raise Refused("上一位来访人还没有结束，请先结束。") from None
    told = {"number": session.number, "presence": session.presence, "version": TEXT_VERSION}
    _write("counter.started", session, at, told)
    return session


def _end(session: CounterSession, reason: str, by: User, at: datetime) -> None:
    ended = CounterSession.objects.filter(pk=session.pk, ended_at=None)
    if ended.update(ended_at=at, end_reason=reason):
        session.ended_at, session.end_reason = at, reason
        _write("counter.ended", session, at, {"number": session.number})


def _write(type_: str, session: CounterSession, at: datetime, told: dict[str, str]) -> None:
    if session.person.erased_at is None:
        append_one(
            Entry(
                type=type_,
                at=at,
                occurred_on=localdate(at),
                payload=told,
                **hand_of_visit(session).columns(),
            )
        )


def _line(session: CounterSession, what: str, at: datetime) -> None:
    CounterAct.objects.create(session=session, what=what, at=at)


def _require_covered(session: CounterSession, act: str, at: datetime) -> None:
    """With the person there, anything; with a delegate, what the delegation says today."""
    row = session.delegation
    if row is None:
        return
    runs = row.state == DelegationState.ACCEPTED and localdate(at) <= row.last_on
    if not runs or NEEDS.get(act) not in row.acts:
        raise Refused("委托里没有这一项，要本人到场办。")


def _number(text: str, field: str) -> str:
    try:
        return normal_id(text)
    except InvalidIdentity as error:
        raise Refused(error.message_zh, field) from None


def session_of_office(*, by: User, organisation_id: UUID, session_id: UUID) -> CounterSession:
    """A visit of this clerk at this desk, for its receipt; raises NotFound, NotAllowed."""
    require_can(by, Can.LINK_AT_COUNTER, organisation_id)
    rows = CounterSession.objects.filter(pk=session_id, clerk=by, office=organisation_id)
    found = rows.select_related("office", "delegation").first()
    if found is None:
        raise NotFound(NOT_FOR_YOU)
    return found
