"""Organisations and their members."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.services import register_user
from gongyue.apps.registry.events import membership_ended, membership_granted
from gongyue.apps.registry.models import Membership, Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    can_administer,
    require_can_anywhere,
    require_can_manage_members,
)
from gongyue.apps.registry.places import DISTRICT, STREET, street_in_use
from gongyue.apps.registry.roles import EMPLOYERS, ROLES_OF_KIND, Can, Kind, Role
from gongyue.apps.registry.services.listing import cut_name
from gongyue.apps.registry.stream import Entry, append_one
from gongyue.kernel.ids import InvalidCreditCode, check_credit_code

CODE_TAKEN = "这个统一社会信用代码已经登记，请联系该单位负责人加入。"


@transaction.atomic
def create_first_administrator(
    *, phone: str, name: str, password: str, operator_name: str, place: str, at: datetime
) -> User:
    """The first account of an empty system. Refused as soon as an administrator exists."""
    lock_word("registry", "first administrator")
    if Membership.objects.filter(role=Role.ADMINISTRATOR, ended_at=None).exists():
        raise Refused("系统已有管理员。")
    user = register_user(phone=phone, name=name, password=password, at=at)
    operator = _write_organisation(operator_name, Kind.OPERATOR, None, place, user, at)
    _write_membership(user, operator, Role.ADMINISTRATOR, None, at)
    return user


@transaction.atomic
def register_organisation(
    *, by: User, name: str, kind: str, credit_code: str, place: str, at: datetime
) -> Organisation:
    """Enter an organisation. Anyone signed in may register a firm and becomes its owner;
    offices and service bodies are entered by an administrator of the system.

    `place`: six digits, or nine where the street is known."""
    if not by.is_authenticated:
        raise NotFound(NOT_FOR_YOU)
    if kind not in EMPLOYERS:
        require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    organisation = _write_organisation(name, kind, code_of(credit_code), place, by, at)
    if not can_administer(by):
        _write_membership(by, organisation, Role.OWNER, by, at)
    return organisation


@transaction.atomic
def grant_role(
    *, by: User, organisation_id: UUID, user: User, role: str, at: datetime
) -> Membership:
    """Give a user a role; the roles possible depend on the kind of organisation."""
    organisation = require_can_manage_members(by, organisation_id)
    if role not in ROLES_OF_KIND[organisation.kind]:
        raise Refused("该类单位没有这个角色。", "role")
    return _write_membership(user, organisation, role, by, at)


@transaction.atomic
def end_role(*, by: User, membership_id: int, at: datetime) -> Membership:
    """Take a role back. The last owner of an organisation stays."""
    membership = (
        Membership.objects.select_related("organisation")
        .select_for_update(of=("self",))
        .filter(pk=membership_id, ended_at=None)
        .first()
    )
    if membership is None:
        raise NotFound(NOT_FOR_YOU)
    organisation = require_can_manage_members(by, membership.organisation_id)
    lock_word("owners", str(organisation.pk))
    _require_not_the_last(membership)
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    append_one(
        Entry(
            type="membership.ended",
            by=by,
            at=at,
            occurred_on=_day(at),
            organisation_id=organisation.pk,
            payload={"role": membership.role, "user": membership.user_id},
        )
    )
    membership_ended.send(Membership, membership=membership, by=by, at=at)
    return membership


def _write_organisation(
    name: str, kind: str, code: str | None, place: str, by: User, at: datetime
) -> Organisation:
    if not name.strip():
        raise Refused("请填写单位名称。", "name")
    street = place if len(place) == STREET else ""
    place = place[:DISTRICT]
    require_place(place)
    require_street(street, place)
    organisation = Organisation(
        name=name.strip(),
        kind=kind,
        credit_code=code,
        place=place,
        street=street,
        registered_at=at,
    )
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError:
        raise Refused(CODE_TAKEN, "credit_code") from None
    cut_name(organisation)
    payload = {"name": organisation.name, "kind": kind, "place": place}
    payload |= {"street": street} if street else {}
    append_one(
        Entry(
            type="organisation.registered",
            by=by,
            at=at,
            occurred_on=_day(at),
            organisation_id=organisation.pk,
            payload=payload,
        )
    )
    return organisation


def _write_membership(
    user: User, organisation: Organisation, role: str, by: User | None, at: datetime
) -> Membership:
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, organisation=organisation, role=role, granted_by=by, granted_at=at
            )
    except IntegrityError:
        raise Refused("该用户已有这个角色。", "user") from None
    append_one(
        Entry(
            type="membership.granted",
            by=by,
            at=at,
            occurred_on=_day(at),
            organisation_id=organisation.pk,
            payload={"role": role, "user": user.pk},
        )
    )
    membership_granted.send(Membership, membership=membership, by=by, at=at)
    return membership


def _require_not_the_last(membership: Membership) -> None:
    others = Membership.objects.filter(
        organisation=membership.organisation_id, role=membership.role, ended_at=None
    ).exclude(pk=membership.pk)
    if membership.role in {Role.OWNER, Role.ADMINISTRATOR} and not others.exists():
        raise Refused("这是最后一位负责人，请先指定接任者。")


def require_place(place: str) -> None:
    """A six-digit division code; raises Refused."""
    if len(place) != 6 or not place.isascii() or not place.isdigit():
        raise Refused("请选择所在地。", "place")


def require_street(street: str, place: str, kept: str = "") -> None:
    """A street in use inside the division, or the one that stood there before; raises Refused."""
    if street and not street.startswith(place):
        raise Refused("街道不在所选的区县里，请重新选。", "place")
    if street and street != kept and not street_in_use(street):
        raise Refused("没有这个街道，请从列表里选。", "place")


def code_of(text: str) -> str | None:
    """The credit code as it is kept, None for none; raises Refused with what is wrong."""
    if not text.strip():
        return None
    try:
        return check_credit_code(text)
    except InvalidCreditCode as error:
        raise Refused(error.message_zh, "credit_code") from None


def _day(at: datetime) -> date:
    from django.utils.timezone import localdate

    return localdate(at)
