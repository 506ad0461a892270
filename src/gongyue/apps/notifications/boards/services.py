"""What can be done on a board: publish, edit, withdraw, read, answer, reply."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import seal, system_seal
from gongyue.apps.notifications.boards.audience import audiences_of, visible_to
from gongyue.apps.notifications.boards.tasks import send_announcement
from gongyue.apps.notifications.models import (
    Announcement,
    AnnouncementAnswer,
    AnnouncementReading,
    AnnouncementVersion,
)
from gongyue.apps.notifications.services import Letter, Recipients, send
from gongyue.apps.registry.keys import unwrapped
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    covers,
    person_of,
    reach_prefix,
    require_can,
)
from gongyue.apps.registry.roles import Can, Kind
from gongyue.apps.registry.stream import append_act

TITLE_LIMIT, TEXT_LIMIT, ANSWER_LIMIT, ANSWERS_EACH = 80, 10_000, 1_000, 5
WORDS_CONTEXT, REPLY_CONTEXT = "notifications.answer", "notifications.reply"


@dataclass(frozen=True, kw_only=True)
class NewAnnouncement:
    """What is published. `place`: six digits inside the publisher's own reach; "" is all of it."""

    title: str
    text: str
    audience: str
    first_on: date
    last_on: date | None = None
    place: str = ""
    is_pinned: bool = False
    is_urgent: bool = False
    is_answerable: bool = False


@transaction.atomic
def publish(*, by: User, organisation_id: UUID, new: NewAnnouncement, at: datetime) -> Announcement:
    """Put it on the boards. What is urgent is also sent to each it concerns, in the background.

    What an office announces can always be answered. Raises NotFound, NotAllowed, Refused.
    """
    office = require_can(by, Can.PUBLISH, organisation_id)
    title, text = _words(new.title, new.text)
    _check(office, new, localdate(at))
    row = Announcement.objects.create(
        organisation=office,
        audience=new.audience,
        reach=reach_prefix(new.place or office.place),
        first_on=new.first_on,
        last_on=new.last_on,
        is_pinned=new.is_pinned,
        is_urgent=new.is_urgent,
        is_answerable=new.is_answerable or office.kind == Kind.REGULATOR,
        published_at=at,
        published_by=by,
    )
    _write_version(row, title, text, by, at)
    _record("announcement.published", row, title, by, at)
    if row.is_urgent:
        transaction.on_commit(partial(send_announcement.enqueue, str(row.pk)), robust=True)
    return row


@transaction.atomic
def edit(*, by: User, announcement_id: UUID, title: str, text: str, at: datetime) -> Announcement:
    """A new version; the earlier ones stay to be read, and readers see that it changed."""
    row = _own(by, announcement_id)
    title, text = _words(title, text)
    row.version += 1
    row.save(update_fields=["version"])
    _write_version(row, title, text, by, at)
    _record("announcement.edited", row, title, by, at)
    return row


@transaction.atomic
def withdraw(*, by: User, announcement_id: UUID, reason: str, at: datetime) -> Announcement:
    """Take it off the boards; whoever has its address reads the reason."""
    row = _own(by, announcement_id)
    reason = reason.strip()[:300]
    if not reason:
        raise Refused("请写明为什么撤回，看过的人会看到。", "reason")
    row.withdrawn_at, row.withdrawn_by, row.withdraw_reason = at, by, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    _record("announcement.withdrawn", row, reason, by, at)
    return row


def mark_announcement_read(*, by: User, announcement_id: UUID, at: datetime) -> None:
    """The viewer has opened it; counted once, and anew when the words have changed since."""
    row = visible_to(by, on=localdate(at)).filter(pk=announcement_id).first()
    if row is None or not by.is_authenticated:
        return
    facts = {"version": row.version, "read_at": at}
    readings = AnnouncementReading.objects.filter(announcement=row, user=by)
    if readings.filter(version=row.version).exists() or readings.update(**facts):
        return
    try:
        with transaction.atomic():
            AnnouncementReading.objects.create(announcement=row, user=by, **facts)
    except IntegrityError:
        return  # opened twice at once


@transaction.atomic
def answer(
    *, by: User, announcement_id: UUID, words: str, organisation_id: UUID | None, at: datetime
) -> AnnouncementAnswer:
    """Answer what may be answered, for oneself or for an organisation one does tasks for.

    Raises NotFound, NotAllowed, Refused.
    """
    row = visible_to(by, on=localdate(at)).filter(pk=announcement_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    words = words.strip()
    if not row.is_answerable:
        raise Refused("这条公告不收答复。")
    if not words or len(words) > ANSWER_LIMIT:
        raise Refused(f"请写答复，最多 {ANSWER_LIMIT} 字。", "words")
    office = require_can(by, Can.DO_TASKS, organisation_id) if organisation_id else None
    lock_word("announcement answer", f"{row.pk}:{by.pk}")
    if AnnouncementAnswer.objects.filter(announcement=row, user=by).count() >= ANSWERS_EACH:
        raise Refused(f"同一条公告最多答复 {ANSWERS_EACH} 次，请直接联系发布单位。")
    link = person_of(by)
    key = unwrapped(link.person.key) if link else None
    told = json.dumps({"words": words, "name": by.display_name}, ensure_ascii=False).encode()
    return AnnouncementAnswer.objects.create(
        announcement=row,
        user=by,
        organisation=office,
        sealed_for=link.person if link else None,
        words_sealed=seal(told, key, WORDS_CONTEXT) if key else system_seal(told, WORDS_CONTEXT),
        answered_at=at,
    )


@transaction.atomic
def reply(*, by: User, answer_id: int, words: str, at: datetime) -> AnnouncementAnswer:
    """The publisher replies to an answer, once; whoever answered is told."""
    found = AnnouncementAnswer.objects.select_for_update().filter(pk=answer_id).first()
    if found is None:
        raise NotFound(NOT_FOR_YOU)
    row = _published_by(by, found.announcement_id)
    words = words.strip()
    if not words or len(words) > ANSWER_LIMIT:
        raise Refused(f"请写回复，最多 {ANSWER_LIMIT} 字。", "words")
    if found.replied_at:
        raise Refused("已经回复过。")
    found.reply_sealed = system_seal(words.encode(), REPLY_CONTEXT)
    found.replied_at, found.replied_by = at, by
    found.save(update_fields=["reply_sealed", "replied_at", "replied_by"])
    send(
        Letter(
            to=Recipients(user_ids=(found.user_id,)),
            kind="board.replied",
            facts={"office": row.organisation.name},
            at=at,
            url=f"/announcements/{row.pk}/",
            sender=by,
            sender_organisation_id=row.organisation_id,
        )
    )
    return found


def _own(by: User, announcement_id: UUID) -> Announcement:
    row = _published_by(by, announcement_id)
    if row.withdrawn_at:
        raise Refused("这条公告已经撤回。")
    return row


def _published_by(by: User, announcement_id: UUID) -> Announcement:
    rows = Announcement.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=announcement_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(by, Can.PUBLISH, row.organisation_id)
    return row


def _words(title: str, text: str) -> tuple[str, str]:
    title, text = " ".join(title.split()), text.strip()
    if not title or len(title) > TITLE_LIMIT:
        raise Refused(f"请写标题，最多 {TITLE_LIMIT} 字。", "title")
    if not text or len(text) > TEXT_LIMIT:
        raise Refused(f"请写正文，最多 {TEXT_LIMIT} 字。", "text")
    return title, text


def _check(office: Organisation, new: NewAnnouncement, today: date) -> None:
    if new.audience not in audiences_of(office):
        raise Refused("本单位不能发给这个范围。", "audience")
    if new.place and not covers(office.place, new.place):
        raise Refused("只能发给本单位辖区内的地方。", "place")
    if new.last_on and new.last_on < max(new.first_on, today):
        raise Refused("到哪天不能早于从哪天起，也不能是过去。", "last_on")


def _write_version(row: Announcement, title: str, text: str, by: User, at: datetime) -> None:
    AnnouncementVersion.objects.create(
        announcement=row, number=row.version, title=title, text=text, written_at=at, written_by=by
    )


def _record(type_: str, row: Announcement, words: str, by: User, at: datetime) -> None:
    payload = {"announcement": str(row.pk), "words": words, "version": row.version}
    append_act(type_, row.organisation, payload, by=by, at=at)
