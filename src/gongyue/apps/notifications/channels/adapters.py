"""Each channel's adapter; in the demo none is asked, and the message stays in the city."""

from collections.abc import Callable, Mapping

from django.conf import settings

from gongyue.apps.accounts.demo_inbox import keep
from gongyue.apps.notifications.channels import dingtalk, email, sms, webhook, wechat, wecom
from gongyue.apps.notifications.channels.parcel import Parcel, long_text, short_text
from gongyue.apps.notifications.kinds import Channel

ADAPTERS: Mapping[str, Callable[[Parcel], bool]] = {
    Channel.SMS: sms.deliver,
    Channel.EMAIL: email.deliver,
    Channel.WECHAT: wechat.deliver,
    Channel.WECOM: wecom.deliver,
    Channel.DINGTALK: dingtalk.deliver,
    Channel.WEBHOOK: webhook.deliver,
}


def hand_over(parcel: Parcel) -> bool:
    """Whether it is known to have arrived. Raises NotDelivered."""
    if not settings.DEMO:
        return ADAPTERS[parcel.channel](parcel)
    text = short_text(parcel) if parcel.channel == Channel.SMS else long_text(parcel)
    keep(channel=parcel.channel, to=parcel.owner or parcel.to, text=text, at=parcel.sent_at)
    return True
