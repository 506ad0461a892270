"""What can be asked about messages; every function starts from what the viewer may see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.kinds import KINDS, Channel, Group, Importance
from gongyue.apps.notifications.models import Delivery, DeliveryState, Message
from gongyue.apps.notifications.sealing import GONE, SealedText, texts_of
from gongyue.apps.notifications.visible import of_viewer
from gongyue.apps.registry.permissions import NOT_FOR_YOU

COUNTED = 100


@dataclass(frozen=True, kw_only=True)
class MessageView:
    """One message as its recipient reads it. `sender` is the organisation, or empty: the system."""

    message_id: int
    title: str
    body: str
    kind_label: str
    group_label: str
    is_urgent: bool
    organisation: str
    sender: str
    url: str
    about: str
    sent_at: datetime
    read_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Fate:
    """How a message fared by one channel."""

    channel_label: str
    state: str
    state_label: str
    why: str
    at: datetime


def unread_count(viewer: User) -> int:
    """How many messages the viewer has not read, counted up to 100; one query."""
    return of_viewer(viewer).filter(read_at=None)[:COUNTED].count()


def messages_of(viewer: User, *, unread: bool = False, group: str = "") -> QuerySet[Message]:
    """Messages of the viewer, newest first; make views of a page of them by `views_of`."""
    rows = of_viewer(viewer).select_related("organisation", "sender_organisation")
    if unread:
        rows = rows.filter(read_at=None)
    if group:
        rows = rows.filter(kind__in=[k.name for k in KINDS.values() if k.group == group])
    return rows.order_by("-pk")


def views_of(messages: list[Message]) -> list[MessageView]:
    """Messages as they are read; one query for the keys."""
    texts = texts_of(messages)
    return [_view(message, texts[message.pk]) for message in messages]


def message_page(viewer: User, message_id: int) -> MessageView:
    """One message of the viewer; raises NotFound."""
    found = messages_of(viewer).filter(pk=message_id).first()
    if found is None:
        raise NotFound(NOT_FOR_YOU)
    return views_of([found])[0]


def groups_used(viewer: User) -> list[tuple[str, str]]:
    """(group, label) of the groups the viewer has messages of; one query."""
    names = of_viewer(viewer).order_by().values_list("kind", flat=True).distinct()
    used = {KINDS[name].group for name in names if name in KINDS}
    return [(group.value, str(group.label)) for group in Group if group in used]


def fates_of(viewer: User, message_id: int) -> list[Fate]:
    """How a message of the viewer fared by each channel besides the inbox."""
    rows = Delivery.objects.filter(message__in=of_viewer(viewer).filter(pk=message_id))
    return [_fate(row) for row in rows.order_by("pk")]


def _fate(row: Delivery) -> Fate:
    return Fate(
        channel_label=str(Channel(row.channel).label),
        state=row.state,
        state_label=str(DeliveryState(row.state).label),
        why=row.why,
        at=row.ended_at or row.due_at,
    )


def _view(message: Message, text: SealedText | None) -> MessageView:
    kind = KINDS.get(message.kind)
    sender = message.sender_organisation
    return MessageView(
        message_id=message.pk,
        title=text.title if text else GONE,
        body=text.body if text else "",
        kind_label=kind.label if kind else "",
        group_label=str(Group(kind.group).label) if kind else "",
        is_urgent=bool(kind and kind.importance == Importance.URGENT),
        organisation=message.organisation.name if message.organisation else "",
        sender=sender.name if sender else "",
        url=message.url,
        about=message.about,
        sent_at=message.sent_at,
        read_at=message.read_at,
    )
