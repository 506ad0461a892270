"""What notifications hold about somebody, and what goes when they are erased."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.dispatch import receiver

from gongyue.apps.notifications.boards.selectors import answers_by
from gongyue.apps.notifications.models import (
    Announcement,
    AnnouncementAnswer,
    AnnouncementReading,
    Contact,
    Message,
    Preference,
)
from gongyue.apps.notifications.sealing import texts_of
from gongyue.apps.registry.about_me import (
    Part,
    Row,
    Subject,
    declare_not_personal,
    declare_part,
)
from gongyue.apps.registry.events import person_erased
from gongyue.apps.registry.holding import declare_holding


def _messages(subject: Subject) -> Iterator[Row]:
    """To the person, and to their account as somebody without an organisation."""
    mine = Q(person__in=subject.person_ids)
    mine |= Q(user__in=subject.user_ids, organisation=None)
    rows = list(Message.objects.filter(mine).order_by("sent_at"))
    texts = texts_of(rows)
    for row in rows:
        text = texts[row.pk]
        yield {
            "sent_at": row.sent_at,
            "read_at": row.read_at,
            "title": text.title if text else "",
            "body": text.body if text else "",
        }


def _contacts(subject: Subject) -> Iterator[Row]:
    for row in Contact.objects.filter(user__in=subject.user_ids):
        yield {"email": bool(row.email_sealed), "wechat": bool(row.openid_sealed)}


def _preferences(subject: Subject) -> Iterator[Row]:
    for row in Preference.objects.filter(user__in=subject.user_ids):
        yield {"wish": str(row)}


def _readings(subject: Subject) -> Iterator[Row]:
    rows = AnnouncementReading.objects.filter(user__in=subject.user_ids)
    for row in rows.select_related("announcement__organisation").order_by("read_at"):
        yield {"board": row.announcement.organisation.name, "read_at": row.read_at}


def _answers(subject: Subject) -> Iterator[Row]:
    """What they wrote under a notice, and the reply."""
    for view in answers_by(subject.user_ids):
        yield {"words": view.words, "reply": view.reply, "answered_at": view.answered_at}


declare_part(
    Part(
        name="messages",
        label="收到的消息",
        rows=_messages,
        covers=("notifications.Message",),
        columns={"sent_at": "发出", "read_at": "看过", "title": "标题", "body": "内容"},
    ),
    Part(
        name="contacts",
        label="别的联系方式",
        rows=_contacts,
        covers=("notifications.Contact",),
        columns={"email": "填过电子邮箱", "wechat": "绑过微信"},
    ),
    Part(
        name="preferences",
        label="消息偏好",
        rows=_preferences,
        covers=("notifications.Preference",),
        columns={"wish": "设置"},
    ),
)
declare_part(
    Part(
        name="readings",
        label="看过的公告",
        rows=_readings,
        covers=("notifications.AnnouncementReading",),
        columns={"board": "谁的公告", "read_at": "看过"},
    ),
    Part(
        name="answers",
        label="答复过的公告",
        rows=_answers,
        covers=("notifications.AnnouncementAnswer",),
        columns={"words": "我说", "reply": "回复", "answered_at": "时间"},
    ),
)
declare_not_personal(
    {
        "notifications.Endpoint": "单位的群或系统，记着是谁设的。",
        "notifications.Announcement": "单位的公告，给很多人看的，记着是谁发的。",
        "notifications.AnnouncementVersion": "公告的文字，记着是谁写的。",
    }
)


@receiver(person_erased)
def forget_addresses(sender: Any, person_id: UUID, user_ids: frozenset[int], **_: Any) -> None:
    """Messages are sealed under the person's key or their account's; the rest goes here."""
    Message.objects.filter(Q(person=person_id) | Q(sealed_for=person_id)).delete()
    Message.objects.filter(user__in=user_ids, organisation=None).delete()
    AnnouncementAnswer.objects.filter(Q(user__in=user_ids) | Q(sealed_for=person_id)).delete()
    AnnouncementReading.objects.filter(user__in=user_ids).delete()
    Contact.objects.filter(user__in=user_ids).delete()
    Preference.objects.filter(user__in=user_ids).delete()


declare_holding("公告", lambda ids: Announcement.objects.filter(organisation__in=ids).count())
