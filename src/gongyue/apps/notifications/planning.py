"""Which channels a message takes besides the inbox, and when: pure decisions, no table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from gongyue.apps.notifications.kinds import PERSONAL, Channel, Importance, Kind
from gongyue.apps.notifications.models import Contact, DeliveryState
from gongyue.apps.notifications.models.settings import DIGEST_AT, QUIET_FROM, QUIET_UNTIL

NO_WECHAT = "没有绑定微信"
NO_EMAIL = "没有验证过的邮箱"
NOT_SET_UP = "本系统没有接通这个渠道"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A delivery about to be written."""

    channel: str
    due_at: datetime
    state: str = DeliveryState.WAITING
    why: str = ""
    in_digest: bool = False


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a user chose (channel → wanted) and how they can be reached."""

    chosen: Mapping[str, bool]
    contact: Contact | None = None


def plans_for(
    kind: Kind, wishes: Wishes, *, open_channels: frozenset[str], at: datetime
) -> list[Plan]:
    """The channels of one message for one user. `open_channels`: those the installation has.

    A channel that is missing is noted as skipped where the user asked for it or the kind matters;
    then the SMS takes its place, unless the user wants none of that group.
    """
    due = due_for(kind.importance, wishes.contact, at)
    digest = kind.importance == Importance.QUIET
    plans: list[Plan] = []
    for channel in wanted_channels(kind, wishes.chosen):
        missing = why_not(channel, wishes.contact, open_channels)
        if not missing:
            plans.append(Plan(channel=channel, due_at=due, in_digest=digest))
        elif channel in wishes.chosen or kind.required or kind.falls_back:
            state = DeliveryState.SKIPPED
            plans.append(Plan(channel=channel, due_at=due, state=state, why=missing))
    if needs_sms(kind, wishes.chosen, plans, open_channels):
        plans.append(Plan(channel=Channel.SMS, due_at=due, in_digest=digest))
    return plans


def wanted_channels(kind: Kind, chosen: Mapping[str, bool]) -> Iterator[str]:
    """Personal channels the kind has a text for and the user has not declined."""
    for channel in PERSONAL:
        if not kind.text_for(channel):
            continue
        by_default = channel in kind.channels
        if (kind.required and by_default) or chosen.get(channel, by_default):
            yield channel


def why_not(channel: str, contact: Contact | None, open_channels: frozenset[str]) -> str:
    """Why a user cannot be reached that way; empty when they can."""
    if channel not in open_channels:
        return NOT_SET_UP
    if channel == Channel.EMAIL and not (contact and contact.email_proven_at):
        return NO_EMAIL
    if channel == Channel.WECHAT and not (contact and contact.openid_sealed):
        return NO_WECHAT
    return ""


def needs_sms(
    kind: Kind, chosen: Mapping[str, bool], plans: list[Plan], open_channels: frozenset[str]
) -> bool:
    """Another channel is missing, the kind matters, and nobody said no to SMS."""
    return (
        kind.falls_back
        and Channel.SMS in open_channels
        and bool(kind.text_for(Channel.SMS))
        and (kind.required or chosen.get(Channel.SMS, True))
        and all(plan.channel != Channel.SMS for plan in plans)
        and any(plan.state == DeliveryState.SKIPPED for plan in plans)
    )


def due_for(importance: str, contact: Contact | None, at: datetime) -> datetime:
    """When the first try may begin: now, after the quiet hours, or with the day's digest."""
    if importance == Importance.URGENT:
        return at
    start = contact.quiet_from if contact else QUIET_FROM
    end = contact.quiet_until if contact else QUIET_UNTIL
    if importance == Importance.QUIET:
        at = _next(contact.digest_at if contact else DIGEST_AT, at)
    return after_quiet_hours(start, end, at)


def after_quiet_hours(start: time, end: time, at: datetime) -> datetime:
    """`at`, or the end of the quiet hours it falls into. Equal times mean no quiet hours."""
    clock = localtime(at).time()
    over_midnight = start > end
    inside = (clock >= start or clock < end) if over_midnight else (start <= clock < end)
    return _next(end, at) if inside else at


def _next(clock: time, at: datetime) -> datetime:
    """The next time the clock shows this, local time."""
    local = localtime(at)
    then = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return then if then >= local else then + timedelta(days=1)
