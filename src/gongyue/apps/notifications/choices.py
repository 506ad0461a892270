"""What a user wishes, as their page of settings shows it."""

from dataclasses import dataclass
from datetime import time

from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import system_unseal
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.kinds import KINDS, PERSONAL, Channel, Group, Kind
from gongyue.apps.notifications.models import Contact, Preference
from gongyue.apps.notifications.planning import why_not


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One group by one channel. `locked`: the law or safety asks for it, whatever is wished."""

    channel: str
    label: str
    wanted: bool
    locked: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    group: str
    label: str
    kinds: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The page of a user's wishes. `missing`: (channel label, why nothing comes that way)."""

    rows: tuple[Row, ...]
    missing: tuple[tuple[str, str], ...]
    email: str
    email_is_proven: bool
    wechat_is_bound: bool
    quiet_from: time
    quiet_until: time
    digest_at: time


def choices_of(viewer: User) -> Choices:
    """How the viewer is told, as they chose or as it is by default; two queries."""
    contact = Contact.objects.filter(user=viewer).first() or Contact(user=viewer)
    chosen = {
        (row.group, row.channel): row.wanted for row in Preference.objects.filter(user=viewer)
    }
    has = open_channels()
    reasons = {Channel(c).label: why_not(c, contact, has) for c in PERSONAL}
    sealed = bytes(contact.email_sealed)
    return Choices(
        rows=tuple(_row(group, chosen) for group in Group if _outgoing(group)),
        missing=tuple((str(label), why) for label, why in reasons.items() if why),
        email=system_unseal(sealed, "notifications.email").decode() if sealed else "",
        email_is_proven=contact.email_proven_at is not None,
        wechat_is_bound=bool(contact.openid_sealed),
        quiet_from=contact.quiet_from,
        quiet_until=contact.quiet_until,
        digest_at=contact.digest_at,
    )


def wanted_by_default(group: str, channel: str) -> bool:
    """Whether any kind of the group takes the channel, at least where another one fails, unless
    somebody says otherwise."""
    return any(
        channel in kind.channels or (channel == Channel.SMS and kind.falls_back)
        for kind in _outgoing(group)
    )


def _row(group: Group, chosen: dict[tuple[str, str], bool]) -> Row:
    kinds = _outgoing(group)
    cells = []
    for channel in PERSONAL:
        locked = any(kind.required and channel in kind.channels for kind in kinds)
        wanted = chosen.get((group, channel), wanted_by_default(group, channel))
        cells.append(
            Cell(channel=channel, label=str(channel.label), wanted=wanted or locked, locked=locked)
        )
    labels = tuple(kind.label for kind in kinds)
    return Row(group=group, label=str(group.label), kinds=labels, cells=tuple(cells))


def _outgoing(group: str) -> list[Kind]:
    return [kind for kind in KINDS.values() if kind.group == group and kind.leaves]
