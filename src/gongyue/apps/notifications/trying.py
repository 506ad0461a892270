"""A test message to oneself, now and by one channel: is it connected?"""

from datetime import datetime
from uuid import uuid4

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.channels.adapters import hand_over
from gongyue.apps.notifications.channels.available import open_channels
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.kinds import PERSONAL
from gongyue.apps.notifications.models import Contact
from gongyue.apps.notifications.packing import address_of
from gongyue.apps.notifications.planning import why_not
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.roles import Can


def try_channel(*, by: User, channel: str, at: datetime) -> None:
    """Send it. Raises NotFound, NotAllowed, Refused with why it did not go."""
    require_can_anywhere(by, Can.REGISTER_ORGANISATIONS)
    if channel not in PERSONAL:
        raise Refused("请选一种渠道。")
    contact = Contact.objects.filter(user=by).first()
    if missing := why_not(channel, contact, open_channels()):
        raise Refused(f"发不了：{missing}。")
    parcel = Parcel(
        number=str(uuid4()),
        channel=channel,
        to=address_of(channel, by, contact),
        title="测试消息",
        text="工约的测试消息：这个渠道接通了。",
        kind="notifications.test",
        sent_at=at,
        path="/messages/",
        owner=by.phone,
    )
    try:
        hand_over(parcel)
    except NotDelivered as problem:
        raise Refused(f"没有发出：{problem.why}。") from None
