"""What can be asked about boards: a reader's own board, and a publisher's announcements."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import system_unseal, unseal
from gongyue.apps.notifications.boards.audience import audiences_of, visible_to
from gongyue.apps.notifications.boards.services import REPLY_CONTEXT, WORDS_CONTEXT
from gongyue.apps.notifications.models import (
    Announcement,
    AnnouncementAnswer,
    AnnouncementReading,
    AnnouncementVersion,
    Audience,
)
from gongyue.apps.notifications.sealing import GONE
from gongyue.apps.registry.keys import keys_of
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, require_can, rights_of
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation


@dataclass(frozen=True, kw_only=True)
class AnnouncementView:
    """One announcement. `is_new`: not read yet, or changed since; `answers` counts, for the
    publisher only."""

    announcement_id: UUID
    title: str
    text: str
    publisher: str
    audience_label: str
    first_on: date
    last_on: date | None
    is_pinned: bool
    is_urgent: bool
    is_answerable: bool
    is_new: bool
    version: int
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None = None
    withdraw_reason: str = ""
    readers: int = 0
    readers_of_this: int = 0
    answers: int = 0


@dataclass(frozen=True, kw_only=True)
class AnswerView:
    answer_id: int
    who: str
    words: str
    answered_at: datetime
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class VersionView:
    number: int
    title: str
    text: str
    written_at: datetime


def board_of(viewer: User, *, on: date) -> QuerySet[Announcement]:
    """The viewer's board: pinned and urgent first, then the newest; make views by `views_of`."""
    rows = visible_to(viewer, on=on).select_related("organisation")
    return _with_words(rows, viewer).order_by("-is_urgent", "-is_pinned", "-published_at")


def news_for(viewer: User, *, on: date, limit: int = 3) -> QuerySet[Announcement]:
    """Of the board what a home page shows: urgent, pinned, or not read in its newest version."""
    kept = Q(is_urgent=True) | Q(is_pinned=True) | Q(is_read=False)
    return board_of(viewer, on=on).filter(kept)[:limit]


def announcements_by(viewer: User, organisation_id: UUID) -> QuerySet[Announcement]:
    """What the organisation published, newest first, with receipts. Raises NotFound, NotAllowed."""
    require_can(viewer, Can.PUBLISH, organisation_id)
    same = ids_of_organisation(organisation_id)
    rows = Announcement.objects.filter(organisation__in=same).select_related("organisation")
    return _with_receipts(_with_words(rows, viewer)).order_by("-published_at")


def announcement_page(viewer: User, announcement_id: UUID, *, on: date) -> AnnouncementView:
    """One announcement: on the viewer's board, read before and withdrawn since, or their own."""
    rows = Announcement.objects.filter(pk=announcement_id).select_related("organisation")
    known = Q(pk__in=visible_to(viewer, on=on).values("pk"))
    if viewer.is_authenticated:
        read = AnnouncementReading.objects.filter(user=viewer.pk).values("announcement")
        known |= Q(organisation__in=_publishing(viewer)) | Q(pk__in=read)
    found = _with_receipts(_with_words(rows.filter(known), viewer)).first()
    if found is None:
        raise NotFound(NOT_FOR_YOU)
    return views_of([found])[0]


def views_of(rows: Iterable[Announcement]) -> list[AnnouncementView]:
    """Rows of board_of or announcements_by as they are read; no query."""
    return [_view(row) for row in rows]


def versions_of(viewer: User, announcement_id: UUID, *, on: date) -> list[VersionView]:
    """Earlier versions, newest first; for whoever may read the announcement."""
    shown = announcement_page(viewer, announcement_id, on=on)
    rows = AnnouncementVersion.objects.filter(
        announcement=announcement_id, number__lt=shown.version
    )
    return [
        VersionView(number=r.number, title=r.title, text=r.text, written_at=r.written_at)
        for r in rows.order_by("-number")
    ]


def answers_to(viewer: User, announcement_id: UUID) -> list[AnswerView]:
    """Every answer, newest first, for the publisher. Raises NotFound, NotAllowed."""
    row = Announcement.objects.filter(pk=announcement_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    require_can(viewer, Can.PUBLISH, row.organisation_id)
    return _answers(AnnouncementAnswer.objects.filter(announcement=row))


def my_answers(viewer: User, announcement_id: UUID) -> list[AnswerView]:
    """What the viewer answered, and the replies."""
    if not viewer.is_authenticated:
        return []
    mine = AnnouncementAnswer.objects.filter(announcement=announcement_id, user=viewer.pk)
    return _answers(mine)


def may_publish(viewer: User, organisation_id: UUID) -> bool:
    """Whether the viewer's role there may publish."""
    return organisation_id in _publishing(viewer)


def audience_choices(viewer: User, organisation_id: UUID) -> list[tuple[str, str]]:
    """(audience, label) the organisation may address. Raises NotFound, NotAllowed."""
    office = require_can(viewer, Can.PUBLISH, organisation_id)
    return [(name, str(Audience(name).label)) for name in audiences_of(office)]


def _publishing(viewer: User) -> list[UUID]:
    return [m.organisation_id for m in live_memberships(viewer) if Can.PUBLISH in rights_of(m)]


def _with_words(rows: QuerySet[Announcement], viewer: User) -> QuerySet[Announcement]:
    newest = AnnouncementVersion.objects.filter(
        announcement=OuterRef("pk"), number=OuterRef("version")
    )
    seen = AnnouncementReading.objects.filter(
        announcement=OuterRef("pk"), user=viewer.pk, version=OuterRef("version")
    )
    return rows.annotate(
        title=newest.values("title")[:1],
        text=newest.values("text")[:1],
        changed_at=newest.values("written_at")[:1],
        is_read=Exists(seen),
    )


def _with_receipts(rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
    this = Q(readings__version=F("version"))
    return rows.annotate(
        readers=Count("readings", distinct=True),
        readers_of_this=Count("readings", distinct=True, filter=this),
        answer_count=Count("answers", distinct=True),
    )


def _view(row: Announcement) -> AnnouncementView:
    found = vars(row)
    return AnnouncementView(
        announcement_id=row.pk,
        title=found["title"],
        text=found["text"],
        publisher=row.organisation.name,
        audience_label=str(Audience(row.audience).label),
        first_on=row.first_on,
        last_on=row.last_on,
        is_pinned=row.is_pinned,
        is_urgent=row.is_urgent,
        is_answerable=row.is_answerable,
        is_new=not found["is_read"],
        version=row.version,
        published_at=row.published_at,
        changed_at=found["changed_at"],
        withdrawn_at=row.withdrawn_at,
        withdraw_reason=row.withdraw_reason,
        readers=found.get("readers", 0),
        readers_of_this=found.get("readers_of_this", 0),
        answers=found.get("answer_count", 0),
    )


def answers_by(user_ids: Iterable[int]) -> list[AnswerView]:
    """What some accounts answered, newest first; for the export of what is held about them."""
    return _answers(AnnouncementAnswer.objects.filter(user__in=list(user_ids)))


def _answers(rows: QuerySet[AnnouncementAnswer]) -> list[AnswerView]:
    found = list(rows.select_related("organisation").order_by("-pk")[:500])
    keys = keys_of(row.sealed_for_id for row in found if row.sealed_for_id)
    return [_answer(row, keys.get(row.sealed_for_id)) for row in found]


def _answer(row: AnnouncementAnswer, key: bytes | None) -> AnswerView:
    told = {"words": GONE, "name": ""}
    if row.sealed_for_id is None:
        told = json.loads(system_unseal(row.words_sealed, WORDS_CONTEXT))
    elif key is not None:
        told = json.loads(unseal(row.words_sealed, key, WORDS_CONTEXT))
    reply = bytes(row.reply_sealed)
    return AnswerView(
        answer_id=row.pk,
        who=row.organisation.name if row.organisation else told["name"] or "一位读者",
        words=told["words"],
        answered_at=row.answered_at,
        reply=system_unseal(reply, REPLY_CONTEXT).decode() if reply else "",
        replied_at=row.replied_at,
    )
