"""Who may act for whom: offered, accepted, revoked. Nothing happens by one side's word alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import mobile_number, register_user
from gongyue.apps.accounts.vault import keyed_hash
from gongyue.apps.registry.delegating import (
    ACTS_OF_REASON,
    ADULT,
    MOST_DAYS,
    MOST_RELATIVES,
    MOVES,
    OLD_ENOUGH_TO_GRANT,
    RELATIONS_OF_REASON,
    DelegationState,
    Reason,
    is_younger,
)
from gongyue.apps.registry.identity import identity_of, name_hash_of
from gongyue.apps.registry.models import Delegation, Event, PersonLink
from gongyue.apps.registry.numbers import receipt_number
from gongyue.apps.registry.permissions import NOT_FOR_YOU, require_person_of
from gongyue.apps.registry.stream import Entry, append_one

OTHER_NAME = "委托人填写的姓名和您的不一样。请对方核对姓名和手机号，重新委托。"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a grantor lets somebody do: whom by phone and name, how related, what, until when."""

    phone: str
    name: str
    reason: str
    relation: str
    acts: tuple[str, ...]
    first_on: date
    last_on: date


@transaction.atomic
def offer_delegation(*, by: User, offer: Offer, at: datetime) -> Delegation:
    """Ask somebody to act for `by`. It runs from the day they accept.

    The answer is the same whether the number had an account. Raises Refused naming the field.
    """
    link = require_person_of(by)
    if is_younger(identity_of(link.person).id_number, OLD_ENOUGH_TO_GRANT, localdate(at)):
        raise Refused("未满十六周岁的，由监护人带证件到服务窗口办理。")
    if offer.reason == Reason.COUNTER:
        raise Refused("窗口代办请到服务窗口办理。", "reason")
    require_sense(offer, localdate(at))
    return write_delegation(grantor=by, offer=offer, at=at, state=DelegationState.OFFERED)


@transaction.atomic
def accept_delegation(*, by: User, delegation_id: UUID, at: datetime) -> Delegation:
    """The delegate agrees. Raises NotFound (not theirs), Refused (name, age, not linked)."""
    row = _held(by, delegation_id)
    card = identity_of(require_person_of(by).person)
    if row.delegate_name_hash != name_hash_of(card.name):
        raise Refused(OTHER_NAME)
    if is_younger(card.id_number, ADULT, localdate(at)):
        raise Refused("未满十八周岁的不能替别人代办。")
    if row.last_on < localdate(at):
        raise Refused("委托的日期已经过了，请对方重新委托。")
    lock_word("delegations", str(by.pk))
    _require_room(row.reason, {"delegate": by}, localdate(at), "您")
    return _answer(row, DelegationState.ACCEPTED, "delegation.accepted", by, at)


@transaction.atomic
def decline_delegation(*, by: User, delegation_id: UUID, at: datetime) -> Delegation:
    """The delegate does not want it; nothing else follows."""
    return _answer(
        _held(by, delegation_id), DelegationState.DECLINED, "delegation.declined", by, at
    )


@transaction.atomic
def revoke_delegation(*, by: User, delegation_id: UUID, at: datetime) -> Delegation:
    """Either side ends it at once. Raises NotFound (not theirs), Refused (ended already)."""
    row = Delegation.objects.select_for_update().filter(pk=delegation_id).first()
    if row is None or by.pk not in {row.grantor_id, row.delegate_id}:
        raise NotFound(NOT_FOR_YOU)
    _move(row, DelegationState.REVOKED)
    row.revoked_at = at
    row.save(update_fields=["state", "revoked_at"])
    append_one(_entry("delegation.revoked", row, by, at, {}))
    return row


def require_delegated(*, by: User, grantor: User, act: str, on: date) -> Delegation:
    """The delegation that lets `by` do `act` for `grantor` on that day; raises NotFound.

    It is looked up by the one who acts, so nobody acts through a delegate's own delegations.
    """
    rows = Delegation.objects.filter(
        grantor=grantor,
        delegate=by,
        state=DelegationState.ACCEPTED,
        first_on__lte=on,
        last_on__gte=on,
    )
    for row in rows:
        if act in row.acts:
            return row
    raise NotFound(NOT_FOR_YOU)


def speaker_for(*, by: User, on_behalf_of: User | None, act: str, at: datetime) -> User:
    """Whose word an act is: one's own, or the grantor's whom `by` may act for; raises NotFound."""
    if on_behalf_of is None:
        return by
    require_delegated(by=by, grantor=on_behalf_of, act=act, on=localdate(at))
    return on_behalf_of


def write_delegation(
    *, grantor: User, offer: Offer, at: datetime, state: str, clerk: Any = None
) -> Delegation:
    """The row and its event; `clerk` is (user, office) where paper was seen at a counter."""
    delegate = user_of_phone(offer.phone, at)
    if delegate.pk == grantor.pk:
        raise Refused("不能委托给自己，请填对方的手机号。", "phone")
    lock_word("delegations", str(grantor.pk))
    _require_once(grantor, delegate, localdate(at))
    _require_room(offer.reason, {"grantor": grantor}, localdate(at), "一个人")
    recorded_by, office = clerk or (None, None)
    row = Delegation.objects.create(
        number=receipt_number("W", localdate(at)),
        grantor=grantor,
        delegate=delegate,
        delegate_name_hash=name_hash_of(offer.name),
        reason=offer.reason,
        relation=offer.relation,
        acts=sorted(offer.acts),
        state=state,
        first_on=offer.first_on,
        last_on=offer.last_on,
        granted_at=at,
        answered_at=at if state == DelegationState.ACCEPTED else None,
        recorded_by=recorded_by,
        recorded_at_office=office,
    )
    told = {"delegate": delegate.pk, "acts": row.acts, "last_on": row.last_on.isoformat()}
    told |= {"reason": row.reason, "relation": row.relation}
    append_one(_entry("delegation.granted", row, recorded_by or grantor, at, told))
    return row


def user_of_phone(phone: str, at: datetime) -> User:
    """Whoever signs in with this number, now or later; raises Refused (not a number)."""
    number = mobile_number(phone)
    known = User.objects.filter(phone_hash=keyed_hash("phone", number)).first()
    return known or register_user(phone=number, name="", at=at)


def require_sense(offer: Offer, today: date) -> None:
    """Raises Refused naming the field that makes none."""
    last = offer.last_on
    checks = (
        (offer.reason in ACTS_OF_REASON, "请选是亲属还是同事。", "reason"),
        (bool(offer.name.strip()), "请填对方的姓名。", "name"),
        (bool(offer.acts), "请至少勾一件可以代办的事。", "acts"),
        (offer.first_on <= last and last >= today, "截止日期要在今天以后。", "last_on"),
    )
    for fits, words, field in checks:
        if not fits:
            raise Refused(words, field)
    if offer.relation not in RELATIONS_OF_REASON[offer.reason]:
        raise Refused("请选对方是您的什么人。", "relation")
    if set(offer.acts) - ACTS_OF_REASON[offer.reason]:
        raise Refused("勾的事里有不能这样委托的，请重新勾选。", "acts")
    days = MOST_DAYS[offer.reason]
    if (last - max(offer.first_on, today)).days >= days:
        raise Refused(f"最多委托 {days} 天。", "last_on")


def _require_room(reason: str, whose: dict[str, User], today: date, who: str) -> None:
    """At most eight relatives, given and held."""
    if reason == Reason.COLLEAGUE:
        return
    running = Delegation.objects.filter(
        **whose, state=DelegationState.ACCEPTED, last_on__gte=today
    ).exclude(reason=Reason.COLLEAGUE)
    asked = Delegation.objects.filter(
        **whose, state=DelegationState.OFFERED, last_on__gte=today
    ).exclude(reason=Reason.COLLEAGUE)
    held = running.count() + (asked.count() if "grantor" in whose else 0)
    if held >= MOST_RELATIVES:
        raise Refused(f"{who}最多和 {MOST_RELATIVES} 位亲属有委托，请先撤销一个。")


def _require_once(grantor: User, delegate: User, today: date) -> None:
    open_ones = Delegation.objects.filter(
        grantor=grantor,
        delegate=delegate,
        last_on__gte=today,
        state__in=[DelegationState.OFFERED, DelegationState.ACCEPTED],
    )
    if open_ones.exists():
        raise Refused("已经委托过这个人。要改，请先撤销原来的委托。", "phone")


def _held(by: User, delegation_id: UUID) -> Delegation:
    rows = Delegation.objects.select_for_update().filter(pk=delegation_id, delegate=by)
    if (row := rows.first()) is None:
        raise NotFound(NOT_FOR_YOU)
    return row


def _answer(row: Delegation, then: str, type_: str, by: User, at: datetime) -> Delegation:
    _move(row, then)
    row.answered_at = at
    row.save(update_fields=["state", "answered_at"])
    append_one(_entry(type_, row, by, at, {}))
    return row


def _move(row: Delegation, then: str) -> None:
    if then not in MOVES[row.state]:
        raise Refused(f"这个委托现在是“{row.get_state_display()}”，不能再改。")
    row.state = then


def _entry(type_: str, row: Delegation, by: User, at: datetime, told: dict[str, Any]) -> Entry:
    link = PersonLink.objects.filter(user=row.grantor_id, ended_at=None).first()
    at_counter = row.recorded_by_id is not None and by.pk == row.recorded_by_id
    return Entry(
        type=type_,
        by=by,
        at=at,
        occurred_on=localdate(at),
        person_id=link.person_id if link else None,
        acting_as=row.recorded_at_office if at_counter else None,
        source=Event.Source.COUNTER if at_counter else Event.Source.PORTAL,
        payload={"delegation": str(row.pk), **told},
    )
