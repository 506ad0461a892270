"""What a user can say about how they are told: channels, hours, a mailbox, a group chat."""

import secrets
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from gongyue.apps.accounts.errors import Refused, TooSoon
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import keyed_hash, same, system_seal
from gongyue.apps.notifications.channels.adapters import hand_over
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.choices import wanted_by_default
from gongyue.apps.notifications.kinds import PERSONAL, Channel, Group
from gongyue.apps.notifications.models import Contact, Preference

CODE_LIFE, CODE_TRIES = timedelta(minutes=30), 5
CODE_RESEND, CODES_A_DAY = timedelta(seconds=60), 5
WRONG = "验证码不对或已过期，请核对后再试，或重新发送。"
NO_MAIL = "本系统没有接通邮件。"


@transaction.atomic
def choose_channels(*, by: User, wanted: Mapping[tuple[str, str], bool]) -> None:
    """Whether each (group, channel) is wanted; pairs not named stay. The inbox is not among them,
    and what a kind requires is sent whatever is said here. Who wants what is usual anyway says
    nothing: each kind then keeps its own default."""
    for (group, channel), choice in wanted.items():
        if group not in Group.values or channel not in PERSONAL:
            continue
        facts = {"user": by, "group": group, "channel": channel}
        if choice == wanted_by_default(group, channel):
            Preference.objects.filter(**facts).delete()
        else:
            Preference.objects.update_or_create(**facts, defaults={"wanted": choice})


@transaction.atomic
def choose_hours(*, by: User, quiet_from: time, quiet_until: time, digest_at: time) -> Contact:
    """Between which hours only what is urgent is sent, and when the day's digest comes. Equal
    times mean no quiet hours."""
    contact = _contact(by)
    contact.quiet_from, contact.quiet_until, contact.digest_at = quiet_from, quiet_until, digest_at
    contact.save(update_fields=["quiet_from", "quiet_until", "digest_at"])
    return contact


def set_email(*, by: User, address: str, at: datetime) -> None:
    """Note a mailbox and send a code to it; nothing else goes there before the code has come back.

    Raises Refused (no mailbox, no mail server, not sent), TooSoon.
    """
    address = _mailbox(address)
    if Channel.EMAIL not in open_channels():
        raise Refused(NO_MAIL, "email")
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        contact = _contact(by)
        _require_not_too_many_codes(contact, at)
        contact.email_sealed = system_seal(address.encode(), "notifications.email")
        contact.email_proven_at, contact.code_tries = None, 0
        contact.code_hash, contact.code_sent_at = _hash(by, code), at
        contact.save()
    _mail_code(by, address, code, at)


def prove_email(*, by: User, code: str, at: datetime) -> None:
    """The code that came to the mailbox. Raises Refused, after five tries for good.

    Each try is counted before it is compared, and stays counted.
    """
    waiting = Contact.objects.filter(
        user=by, code_tries__lt=CODE_TRIES, code_sent_at__gte=at - CODE_LIFE
    ).exclude(code_hash="")
    if not waiting.update(code_tries=F("code_tries") + 1):
        raise Refused(WRONG, "code")
    contact = Contact.objects.get(user=by)
    if not same(contact.code_hash, _hash(by, code.strip())):
        raise Refused(WRONG, "code")
    Contact.objects.filter(pk=contact.pk, code_hash=contact.code_hash).update(
        email_proven_at=at, code_hash=""
    )


@transaction.atomic
def forget_email(*, by: User) -> None:
    """No more mail; the address is gone."""
    Contact.objects.filter(user=by).update(email_sealed=b"", email_proven_at=None, code_hash="")


@transaction.atomic
def bind_wechat(*, by: User, openid: str) -> None:
    """Whoever signed in inside WeChat: its openid, proven by WeChat's own answer. "" unbinds."""
    contact = _contact(by)
    sealed = system_seal(openid.encode(), "notifications.openid") if openid else b""
    contact.openid_sealed = sealed
    contact.save(update_fields=["openid_sealed"])


def _require_not_too_many_codes(contact: Contact, at: datetime) -> None:
    """So that nobody fills a stranger's mailbox from here."""
    since = at - contact.code_sent_at if contact.code_sent_at else timedelta(days=1)
    if since < CODE_RESEND:
        raise TooSoon("验证码刚发出，请一分钟后再试。", int(CODE_RESEND.total_seconds()))
    contact.code_count = 0 if since >= timedelta(days=1) else contact.code_count
    if contact.code_count >= CODES_A_DAY:
        raise TooSoon("今天发的验证邮件已到上限，请明天再试。", 86_400)
    contact.code_count += 1


def _contact(user: User) -> Contact:
    Contact.objects.get_or_create(user=user)
    return Contact.objects.select_for_update().get(user=user)


def _mailbox(address: str) -> str:
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("请填写完整的邮箱，如 name@example.com。", "email") from None
    if len(address) > 200:
        raise Refused("邮箱太长。", "email")
    return address


def _mail_code(by: User, address: str, code: str, at: datetime) -> None:
    parcel = Parcel(
        number=str(uuid4()),
        channel=Channel.EMAIL,
        to=address,
        title="验证邮箱",
        text=f"验证码 {code}，30 分钟内有效。不是您本人填的，不用理会。",
        kind="notifications.email_code",
        sent_at=at,
        owner=by.phone,
    )
    try:
        hand_over(parcel)
    except NotDelivered as problem:
        raise Refused(f"验证邮件没有发出：{problem.why}。", "email") from None


def _hash(user: User, code: str) -> str:
    return keyed_hash("email code", f"{user.pk}\0{code}")
