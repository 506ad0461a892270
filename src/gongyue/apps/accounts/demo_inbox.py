"""The demo's visible inbox, the writing side: what would have been sent stays in the city."""

from datetime import datetime

from gongyue.apps.accounts.models import DemoMessage
from gongyue.apps.accounts.vault import keyed_hash, system_seal

KEPT = 500


def keep(*, channel: str, to: str, text: str, at: datetime) -> None:
    """Keep a message in the city instead of sending it."""
    DemoMessage.objects.create(
        channel=channel,
        phone_hash=keyed_hash("phone", to),
        to_sealed=system_seal(to.encode(), "accounts.demo.to"),
        text_sealed=system_seal(text.encode(), "accounts.demo.message"),
        sent_at=at,
    )


def forget_all_but_newest() -> None:
    """The demo keeps its newest messages only."""
    oldest = DemoMessage.objects.order_by("-pk").values_list("pk", flat=True)[KEPT : KEPT + 1]
    DemoMessage.objects.filter(pk__lte=next(iter(oldest), 0)).delete()
