"""The whole act of erasure: asked for, kept as long as the law says, then done; its log stays."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.closing import close_account
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import DelegationState
from gongyue.apps.registry.events import person_erased
from gongyue.apps.registry.models import (
    Card,
    Delegation,
    Employment,
    ErasureRequest,
    Membership,
    Person,
    PersonLink,
)
from gongyue.apps.registry.models.takeouts import ErasureState
from gongyue.apps.registry.numbers import receipt_number
from gongyue.apps.registry.permissions import require_person_of
from gongyue.apps.registry.retention import Kept, kept_of
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.erasure import destroy_key, restrict, unrestrict
from gongyue.apps.registry.services.takeouts import forget_takeouts

STILL_EMPLOYED = (
    "您还在{names}上班，单位要用这些记录发工资、交社保。离职以后再来办，或者先请单位登记离职。"
)


def what_is_kept(*, by: User, at: datetime) -> list[Kept]:
    """What the law keeps of the viewer, the longest first; raises Refused before linking."""
    person_id = require_person_of(by).person_id
    return kept_of(ids_of_person(person_id), localdate(at))


@transaction.atomic
def ask_erasure(*, by: User, at: datetime) -> ErasureRequest:
    """Erase the viewer: at once where nothing is kept by law, else when the last day has passed.

    Until then nobody but the inspectorate reads the file. Raises Refused while an employment
    runs, or a request waits.
    """
    person_id = require_person_of(by).person_id
    today = localdate(at)
    kept = kept_of(ids_of_person(person_id), today)
    if running := [one for one in kept if one.until is None]:
        names = "、".join(dict.fromkeys(one.what.split("的")[0] for one in running))
        raise Refused(STILL_EMPLOYED.format(names=names))
    asked = ErasureRequest.objects.filter(person__in=ids_of_person(person_id))
    if asked.filter(state=ErasureState.WAITING).exists():
        raise Refused("已经提出过，正在等保存期满。")
    until = max((one.until for one in kept if one.until), default=today)
    row = ErasureRequest.objects.create(
        number=receipt_number("S", today),
        person_id=person_id,
        asked_at=at,
        state=ErasureState.WAITING,
        reasons=[
            {"what": one.what, "until": one.until.isoformat(), "citation": one.citation}
            for one in kept
            if one.until
        ],
        retain_until=until,
    )
    if not kept:
        return _erase(row, by, at)
    for found in Person.objects.filter(pk__in=ids_of_person(person_id)):
        restrict(person=found, by=by, until=until, at=at)
    return row


@transaction.atomic
def withdraw_erasure(*, by: User, at: datetime) -> ErasureRequest:
    """The person would rather stay: the restriction ends. Raises Refused."""
    person_id = require_person_of(by).person_id
    same = ids_of_person(person_id)
    rows = ErasureRequest.objects.select_for_update().filter(person__in=same)
    row = rows.filter(state=ErasureState.WAITING).first()
    if row is None:
        raise Refused("没有正在等的删除请求。")
    row.state, row.ended_at = ErasureState.WITHDRAWN, at
    row.save(update_fields=["state", "ended_at"])
    for found in Person.objects.filter(pk__in=ids_of_person(person_id)):
        unrestrict(person=found, by=by, at=at)
    return row


def erase_what_is_due(*, at: datetime) -> int:
    """Carry out requests whose last day has passed; how many. Safe to run twice."""
    late = ErasureRequest.objects.filter(state=ErasureState.WAITING, retain_until__lt=localdate(at))
    return sum(_erase_one(pk, at) for pk in list(late.values_list("pk", flat=True)))


@transaction.atomic
def _erase_one(pk: UUID, at: datetime) -> bool:
    row = ErasureRequest.objects.select_for_update().get(pk=pk)
    if row.state != ErasureState.WAITING:
        return False
    # Something may have been declared since that the law keeps longer.
    kept = kept_of(ids_of_person(row.person_id), localdate(at))
    days = [one.until for one in kept if one.until]
    if kept:
        return _wait_longer(row, max(days) if days else None, at)
    _erase(row, None, at)
    return True


def _wait_longer(row: ErasureRequest, until: date | None, at: datetime) -> bool:
    row.retain_until = until or localdate(at)
    row.save(update_fields=["retain_until"])
    for found in Person.objects.filter(pk__in=ids_of_person(row.person_id)):
        restrict(person=found, by=None, until=row.retain_until, at=at)
    return False


def _erase(row: ErasureRequest, by: User | None, at: datetime) -> ErasureRequest:
    ids = ids_of_person(row.person_id)
    links = PersonLink.objects.filter(person__in=ids, ended_at=None).select_related("user")
    users = [link.user for link in links]
    forget_takeouts(on=localdate(at), person_ids=ids)
    for person in Person.objects.select_for_update().filter(pk__in=ids, erased_at=None):
        destroy_key(person=person, by=by, at=at)
    forget_what_finds_them(ids, at)
    for user in users:
        _end_account(user, at)
    row.state, row.ended_at = ErasureState.ERASED, at
    row.save(update_fields=["state", "ended_at"])
    numbers = frozenset(user.pk for user in users)
    for person_id in ids:
        person_erased.send(Person, person_id=person_id, user_ids=numbers, at=at)
    return row


def forget_what_finds_them(person_ids: frozenset[UUID], at: datetime) -> None:
    """Search hashes and handles: they name nobody, and yet a guess could be tested on them."""
    Employment.objects.filter(person__in=person_ids).update(
        name_hash="", local_hash="", phone_hash=""
    )
    for card in Card.objects.filter(person__in=person_ids):
        card.handle, card.pin_hash, card.pin_set_at = f"gone{card.pk.hex[-12:]}", "", None
        card.save(update_fields=["handle", "pin_hash", "pin_set_at"])


def _end_account(user: User, at: datetime) -> None:
    """Delegations end; the account closes too, unless it works for an organisation."""
    held = Delegation.objects.filter(grantor=user) | Delegation.objects.filter(delegate=user)
    open_ones = held.filter(state__in=[DelegationState.OFFERED, DelegationState.ACCEPTED])
    open_ones.update(state=DelegationState.REVOKED, revoked_at=at)
    Delegation.objects.filter(delegate=user).update(delegate_name_hash="")
    if not Membership.objects.filter(user=user, ended_at=None).exists():
        close_account(user=user)
