"""微信订阅消息: to a follower of the official account, or a user of the mini-program.

The token is asked for once and kept until shortly before it ends; a token found invalid is asked
for again, once. https://developers.weixin.qq.com: cgi-bin/stable_token, message/subscribe/….
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import localtime

from gongyue.apps.accounts.delivery import json_of
from gongyue.apps.notifications.channels.answers import as_json, ask, errcode
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel
from gongyue.apps.notifications.wording import clipped

BAD_TOKEN = {40001, 40014, 42001}
NO_SUBSCRIPTION = {43101, 43004, 43107}
TOO_OFTEN, BUSY = {45009, 45047}, {-1}
VALUE_LIMIT = 20  # what a field "thing" takes
EARLY = 300  # seconds before its end that a token is given up


@dataclass
class _Token:
    text: str = ""
    ends: int = 0


_token, _guard = _Token(), threading.Lock()


def deliver(parcel: Parcel) -> bool:
    """Hands it to WeChat; whether the phone got it is not known (False)."""
    code, words = _send(parcel, _fresh_token())
    if code in BAD_TOKEN:
        code, words = _send(parcel, _fresh_token(forget=True))
    if code in NO_SUBSCRIPTION:
        raise NotDelivered(f"本人没有订阅微信消息（{code}）", retry=False)
    if code in TOO_OFTEN:
        raise NotDelivered(f"微信说太频繁（{code}）", retry=True, wait=3_600)
    if code:
        raise NotDelivered(f"微信不接受（{code} {words}）", retry=code in BUSY | BAD_TOKEN)
    return False


def _send(parcel: Parcel, token: str) -> tuple[int, str]:
    how = "send" if settings.WECHAT_MINI_PROGRAM else "bizsend"
    message = {
        "touser": parcel.to,
        "template_id": settings.WECHAT_TEMPLATE,
        "page": parcel.link,
        "data": {name: {"value": value} for name, value in _fields(parcel).items()},
    }
    url = f"{settings.WECHAT_URL}/cgi-bin/message/subscribe/{how}?access_token={token}"
    return errcode(ask(url, as_json(message), trusted=True))


def _fields(parcel: Parcel) -> dict[str, str]:
    """The template's fields, as GONGYUE_WECHAT_FIELDS assigns them."""
    values = {
        "title": parcel.title,
        "sender": parcel.from_whom,
        "text": parcel.text,
        "time": f"{localtime(parcel.sent_at):%Y-%m-%d %H:%M}",
    }
    pairs = (pair.split("=", 1) for pair in settings.WECHAT_FIELDS if "=" in pair)
    return {name: clipped(values.get(what, ""), VALUE_LIMIT) for name, what in pairs}


def _fresh_token(*, forget: bool = False) -> str:
    with _guard:
        if forget or _token.ends < time.time():
            _token.text, _token.ends = _asked_token()
        return _token.text


def _asked_token() -> tuple[str, int]:
    asked = {
        "grant_type": "client_credential",
        "appid": settings.WECHAT_APP_ID,
        "secret": settings.WECHAT_SECRET,
    }
    said = json_of(ask(f"{settings.WECHAT_URL}/cgi-bin/stable_token", as_json(asked), trusted=True))
    token, lives = said.get("access_token"), said.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(lives, int):
        raise NotDelivered(f"微信没有给凭证（{said.get('errcode', '')}）", retry=True, wait=300)
    return token, int(time.time()) + max(lives - EARLY, 0)
