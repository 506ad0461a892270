"""Which personal channels this installation has."""

from django.conf import settings

from gongyue.apps.notifications.kinds import PERSONAL, Channel


def open_channels() -> frozenset[str]:
    """Channels with a gateway behind them. In the demo all: its messages stay in the city."""
    if settings.DEMO:
        return frozenset(PERSONAL)
    has = {
        Channel.SMS: settings.SMS_URL,
        Channel.EMAIL: settings.EMAIL_HOST and settings.DEFAULT_FROM_EMAIL,
        Channel.WECHAT: settings.WECHAT_APP_ID and settings.WECHAT_TEMPLATE,
    }
    return frozenset(channel for channel, given in has.items() if given)
