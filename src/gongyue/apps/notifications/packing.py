"""Making a parcel of a delivery at the moment it is sent: to whom, what, and whether still."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash, system_unseal
from gongyue.apps.notifications.addressing import account_of
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.channels.parcel import Parcel
from gongyue.apps.notifications.kinds import PERSONAL, Channel, Importance, Kind, kind_of
from gongyue.apps.notifications.models import Contact, Delivery, DeliveryState, Message
from gongyue.apps.notifications.planning import why_not
from gongyue.apps.notifications.sealing import texts_of
from gongyue.apps.notifications.visible import of_viewer
from gongyue.apps.notifications.wording import SMS_FACT_LIMIT, filled

TOO_OLD = timedelta(days=3)
DIGEST_TITLE = "您有新消息"
DIGEST_TEXT = "您有 {count} 条新消息，请登录工约查看。"


class Unsendable(Exception):
    """It must not be sent, and why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Packed:
    """The parcel; `along` are deliveries of the same digest that it settles too."""

    parcel: Parcel
    along: list[Delivery] = field(default_factory=list)
    to_hash: str = ""


def packed(row: Delivery, at: datetime) -> Packed:
    """What to send now. Raises Unsendable."""
    message = row.message
    kind = kind_of(message.kind)
    if at - message.sent_at > TOO_OLD:
        raise Unsendable("过了三天，不再发")
    if row.endpoint is not None:
        return Packed(parcel=_for_chat(row, kind))
    if message.read_at and kind.importance != Importance.URGENT:
        raise Unsendable("已在站内看过")
    user = account_for(message)
    if user is None:
        raise Unsendable("本人没有可用的账号")
    contact = Contact.objects.filter(user=user).first()
    if missing := why_not(row.channel, contact, open_channels()):
        raise Unsendable(missing)
    to = address_of(row.channel, user, contact)
    to_hash = keyed_hash("phone", to)
    if row.channel == Channel.SMS and not (kind.required or kind.importance == Importance.URGENT):
        _require_not_too_many(to_hash, at)
    along = _same_digest(row, user, at) if row.in_digest else []
    parcel = _parcel(row, kind, to, owner=user.phone, count=len(along) + 1)
    return Packed(parcel=parcel, along=along, to_hash=to_hash)


def account_for(message: Message) -> User | None:
    """The active user a message is for: named, or speaking for the person named today."""
    number = message.user_id or (account_of(message.person_id) if message.person_id else None)
    return User.objects.filter(pk=number, is_active=True).first() if number else None


def address_of(channel: str, user: User, contact: Contact | None) -> str:
    """The phone, mailbox or openid; check with `why_not` first."""
    if channel == Channel.SMS or contact is None:
        return user.phone
    if channel == Channel.EMAIL:
        return system_unseal(contact.email_sealed, "notifications.email").decode()
    return system_unseal(contact.openid_sealed, "notifications.openid").decode()


def _require_not_too_many(to_hash: str, at: datetime) -> None:
    sent = Delivery.objects.filter(
        channel=Channel.SMS,
        to_hash=to_hash,
        ended_at__gt=at - timedelta(days=1),
        state__in=[DeliveryState.SENT, DeliveryState.DELIVERED],
    )
    if sent.count() >= settings.SMS_PER_PHONE_A_DAY:
        raise Unsendable("今天给这个手机的短信已到上限")


def _same_digest(row: Delivery, user: User, at: datetime) -> list[Delivery]:
    """Other quiet messages of this account by this channel that are due, held for us as well."""
    rows = Delivery.objects.filter(
        channel=row.channel,
        in_digest=True,
        state=DeliveryState.WAITING,
        due_at__lte=at,
        held_until=None,
        message__in=of_viewer(user).filter(read_at=None),
    ).exclude(pk=row.pk)
    numbers = list(rows.values_list("pk", flat=True)[:500])
    ours = Delivery.objects.filter(pk__in=numbers, held_until=None)
    ours.update(held_until=row.held_until, tries=row.tries)
    return list(Delivery.objects.filter(pk__in=numbers, held_until=row.held_until))


def _parcel(row: Delivery, kind: Kind, to: str, *, owner: str, count: int) -> Parcel:
    message = row.message
    if row.in_digest:
        title, text, path = DIGEST_TITLE, DIGEST_TEXT.format(count=count), "/messages/"
    else:
        title, text, path = kind.label, _text(row, kind), _path(message)
    return Parcel(
        number=str(row.number),
        channel=row.channel,
        to=to,
        title=title,
        text=text,
        kind=kind.name,
        sent_at=message.sent_at,
        sender=message.sender_organisation.name if message.sender_organisation else "",
        path=path,
        owner=owner,
    )


def _for_chat(row: Delivery, kind: Kind) -> Parcel:
    endpoint = row.endpoint
    if endpoint is None or endpoint.ended_at is not None:
        raise Unsendable("这个渠道已经停用")
    context = f"notifications.endpoint:{endpoint.channel}"
    secret = bytes(endpoint.secret_sealed)
    return Parcel(
        number=str(row.number),
        channel=row.channel,
        to=system_unseal(endpoint.address_sealed, context).decode(),
        title=kind.label,
        text=_text(row, kind),
        kind=kind.name,
        sent_at=row.message.sent_at,
        sender=row.message.organisation.name if row.message.organisation else "",
        path=_path(row.message),
        secret=system_unseal(secret, context).decode() if secret else "",
        owner=endpoint.label,
    )


def _text(row: Delivery, kind: Kind) -> str:
    """The brief text: private facts are not in it by the kind's own tests."""
    text = texts_of([row.message])[row.message_id]
    if text is None:
        raise Unsendable("个人信息已经删除")
    short = row.channel in PERSONAL and row.channel != Channel.EMAIL
    limit = SMS_FACT_LIMIT if short else 120
    return filled(kind.text_for(row.channel), text.facts, limit)


def _path(message: Message) -> str:
    """To the message itself: it leads on, after sign-in, to wherever it is about."""
    return f"/messages/{message.pk}/" if message.user_id or message.person_id else message.url
