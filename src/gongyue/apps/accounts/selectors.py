"""What can be asked about accounts."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from gongyue.apps.accounts.demo_inbox import KEPT
from gongyue.apps.accounts.models import DemoMessage, SignIn, User
from gongyue.apps.accounts.vault import keyed_hash, system_unseal


@dataclass(frozen=True, kw_only=True)
class DemoLogin:
    """One button of the demo sign-in page."""

    user_id: int
    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class DemoText:
    """One message of the demo's visible inbox. `name`: whose phone it is, where somebody's."""

    channel: str
    to: str
    name: str
    text: str
    sent_at: datetime


def demo_logins() -> list[DemoLogin]:
    """The cast of the demo city in its order; empty outside the demo."""
    if not settings.DEMO:
        return []
    users = User.objects.filter(is_demo=True, is_active=True).order_by("demo_order", "pk")
    return [DemoLogin(user_id=u.pk, name=u.display_name, label=u.demo_label) for u in users]


def demo_inbox(phone: str, limit: int = 3) -> list[DemoText]:
    """The newest short messages to one phone; empty outside the demo."""
    return demo_messages(to=phone, channel="sms")[:limit]


def demo_messages(*, to: str = "", channel: str = "") -> list[DemoText]:
    """Everything the city sent, newest first: to one phone or address, by one channel, or all."""
    if not settings.DEMO:
        return []
    rows = DemoMessage.objects.order_by("-pk")
    if to:
        rows = rows.filter(phone_hash=keyed_hash("phone", to))
    if channel:
        rows = rows.filter(channel=channel)
    found = list(rows[:KEPT])
    owners = User.objects.filter(phone_hash__in={row.phone_hash for row in found})
    names = {user.phone_hash: user.display_name for user in owners}
    return [_demo_text(row, names.get(row.phone_hash, "")) for row in found]


def _demo_text(row: DemoMessage, name: str) -> DemoText:
    return DemoText(
        channel=row.channel,
        to=system_unseal(row.to_sealed, "accounts.demo.to").decode(),
        name=name,
        text=system_unseal(row.text_sealed, "accounts.demo.message").decode(),
        sent_at=row.sent_at,
    )


def sign_ins_of_myself(viewer: User) -> QuerySet[SignIn]:
    """登录日志 of the viewer, newest first."""
    return SignIn.objects.filter(user=viewer).order_by("-at", "-pk")


def has_any_user() -> bool:
    """Whether somebody has an account: `gongyue up` asks for the first administrator if not."""
    return User.objects.exists()
