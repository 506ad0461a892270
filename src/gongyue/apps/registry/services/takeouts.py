"""关于我的一切: asked for, built (in the background when large), fetched, deleted."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import seal, unseal
from gongyue.apps.registry.about_me import Subject
from gongyue.apps.registry.about_me_files import zip_of
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.files import FileGone, delete_file, read_file, store_file
from gongyue.apps.registry.hands import Hand
from gongyue.apps.registry.identity import identity_of
from gongyue.apps.registry.keys import unwrapped
from gongyue.apps.registry.models import Event, PersonLink, Takeout
from gongyue.apps.registry.models.takeouts import TakeoutState
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    link_of_person,
    require_person_of,
    speaks_for,
)
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.delegations import require_delegated, speaker_for
from gongyue.apps.registry.stream import Entry, append_one

OWNER = "takeouts"


def takeout_hand(*, by: User, on_behalf_of: User | None, at: datetime) -> Hand:
    """One's own hand, or a delegate's who may export; raises NotFound, Refused."""
    speaker = speaker_for(by=by, on_behalf_of=on_behalf_of, act=Act.EXPORT, at=at)
    return Hand(by=by, person_id=require_person_of(speaker).person_id, on_behalf_of=on_behalf_of)


def subject_of(person_id: UUID) -> Subject:
    """All registrations of somebody, and the accounts that speak for them."""
    ids = ids_of_person(person_id)
    links = PersonLink.objects.filter(person__in=ids, ended_at=None)
    users = frozenset(links.values_list("user", flat=True))
    return Subject(person_id=person_id, person_ids=ids, user_ids=users)


def ask_takeout(*, hand: Hand, at: datetime) -> Takeout:
    """Everything about the person as one file: at once, or soon when there is much.

    Raises Refused while one is being prepared.
    """
    from gongyue.apps.registry.tasks import build_takeout_later

    row = Takeout(
        person_id=hand.person_id,
        asked_by=hand.by,
        asked_at=at,
        state=TakeoutState.QUEUED,
        delete_on=localdate(at) + timedelta(days=settings.TAKEOUT_DAYS),
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Refused("上一份还在准备，请稍等。") from None
        _write("takeout.asked", row, at, hand)
        small = _size(hand.person_id) <= settings.TAKEOUT_AT_ONCE
        if not small:
            build_takeout_later.enqueue(str(row.pk))
    if small:
        build_takeout(takeout_id=row.pk, at=at)
        row.refresh_from_db()
    return row


def build_takeout(*, takeout_id: UUID, at: datetime) -> None:
    """Gather, pack, seal. Safe to run twice: only the first finds it queued."""
    row = Takeout.objects.select_related("person__key").filter(pk=takeout_id).first()
    if row is None or row.state != TakeoutState.QUEUED or row.person.erased_at:
        return
    name = identity_of(row.person).name
    content, rows = zip_of(subject_of(row.person_id), name=name, at=at)
    sealed = seal(content, unwrapped(row.person.key), _context(row.pk))
    wrapped = store_file(OWNER, row.pk, sealed)
    mine = Takeout.objects.filter(pk=row.pk, state=TakeoutState.QUEUED)
    mine.update(
        state=TakeoutState.READY,
        ready_at=at,
        size=len(content),
        rows=rows,
        file_key_wrapped=wrapped,
    )


def read_takeout(*, by: User, takeout_id: UUID, at: datetime) -> bytes:
    """The zip, for the person, or for the delegate who asked for it; on record.

    Raises NotFound (not theirs), Refused (deleted, or not ready).
    """
    row = Takeout.objects.select_related("person__key").filter(pk=takeout_id).first()
    if row is None or row.person.erased_at:
        raise NotFound(NOT_FOR_YOU)
    hand = _reader(by, row, at)
    if row.state != TakeoutState.READY:
        raise Refused("这份导出已经删除，或者还没有准备好。")
    try:
        sealed = read_file(OWNER, row.pk, row.file_key_wrapped)
    except FileGone:
        raise Refused("这份导出已经删除，请重新导出。") from None
    _write("takeout.fetched", row, at, hand)
    return unseal(sealed, unwrapped(row.person.key), _context(row.pk))


def forget_takeouts(*, on: date, person_ids: frozenset[UUID] | None = None) -> int:
    """Delete files whose days are over, or all of somebody's; how many."""
    rows = Takeout.objects.exclude(state=TakeoutState.GONE)
    late = (
        rows.filter(delete_on__lte=on) if person_ids is None else rows.filter(person__in=person_ids)
    )
    numbers = list(late.values_list("pk", flat=True))
    for number in numbers:
        delete_file(OWNER, number)
    Takeout.objects.filter(pk__in=numbers).update(state=TakeoutState.GONE, file_key_wrapped=None)
    return len(numbers)


def _reader(by: User, row: Takeout, at: datetime) -> Hand:
    if speaks_for(by, row.person_id):
        return Hand(by=by, person_id=row.person_id)
    owner = link_of_person(row.person_id)
    if owner is None or row.asked_by_id != by.pk:
        raise NotFound(NOT_FOR_YOU)
    require_delegated(by=by, grantor=owner.user, act=Act.EXPORT, on=localdate(at))
    return Hand(by=by, person_id=row.person_id, on_behalf_of=owner.user)


def _size(person_id: UUID) -> int:
    return Event.objects.filter(person__in=ids_of_person(person_id)).count()


def _write(type_: str, row: Takeout, at: datetime, hand: Hand) -> None:
    append_one(
        Entry(
            type=type_,
            at=at,
            occurred_on=localdate(at),
            payload={"takeout": str(row.pk)},
            **hand.columns(),
        )
    )


def _context(takeout_id: UUID) -> str:
    return f"registry.takeout:{takeout_id}"
