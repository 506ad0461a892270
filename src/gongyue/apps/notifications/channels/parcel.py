"""What an adapter is handed, and how it says that it failed."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from gongyue.apps.notifications.wording import SIGNATURE

SMS_CHARACTERS = 70


class NotDelivered(Exception):
    """`why` in Chinese, at most a line; `retry`: later may do; `wait`: seconds asked for."""

    def __init__(self, why: str, *, retry: bool, wait: int = 0) -> None:
        super().__init__(why)
        self.why, self.retry, self.wait = why[:120], retry, wait


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One text to one address. `number` is the same at every try. `path` leads inside this site.

    `to`: phone, mailbox, openid or webhook address; `secret` signs for the latter. `sender` is the
    organisation that sent it, or empty. `owner` is the account's phone or the chat's name: by it
    the demo's inbox sorts.
    """

    number: str
    channel: str
    to: str
    title: str
    text: str
    kind: str
    sent_at: datetime
    sender: str = ""
    path: str = ""
    secret: str = ""
    owner: str = ""

    @property
    def link(self) -> str:
        """Where the message leads; empty when the installation has no public address."""
        return f"{settings.SITE_URL}{self.path or '/'}" if settings.SITE_URL else ""

    @property
    def from_whom(self) -> str:
        return self.sender or "工约"


def short_text(parcel: Parcel) -> str:
    """As an SMS says it: signature, text, and the site's front page where it still fits."""
    text = f"{SIGNATURE}{parcel.text}"
    linked = f"{text} {settings.SITE_URL}"
    return linked if settings.SITE_URL and len(linked) <= SMS_CHARACTERS else text


def long_text(parcel: Parcel) -> str:
    """As a mail or a group chat says it: text, link, who sent it."""
    lines = [parcel.text, parcel.link, f"—— {parcel.from_whom}"]
    return "\n".join(line for line in lines if line)
