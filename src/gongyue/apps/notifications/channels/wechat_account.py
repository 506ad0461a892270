"""Whose WeChat it is: asked of WeChat itself, inside WeChat, without name or picture.

https://developers.weixin.qq.com: 网页授权, scope snsapi_base.
"""

from urllib.parse import urlencode

from django.conf import settings

from gongyue.apps.accounts.delivery import json_of
from gongyue.apps.notifications.channels.answers import ask_for
from gongyue.apps.notifications.channels.parcel import NotDelivered

USED_CODE, WRONG_CODE = 40163, 40029
LONGEST_CODE = 512


def can_bind() -> bool:
    """Only the official account asks on a web page; the mini program does so itself."""
    return bool(settings.WECHAT_APP_ID and settings.WECHAT_SECRET) and not (
        settings.WECHAT_MINI_PROGRAM
    )


def consent_url(*, back: str, state: str) -> str:
    """Where WeChat sends the browser back to `back` with a code and this state."""
    asked = {
        "appid": settings.WECHAT_APP_ID,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": state,
    }
    # The order of the parameters and the fragment are WeChat's.
    return f"{settings.WECHAT_OPEN_URL}/connect/oauth2/authorize?{urlencode(asked)}#wechat_redirect"


def openid_of(code: str) -> str:
    """The openid behind a code. Raises NotDelivered: the code was used, or nobody answered."""
    asked = {
        "appid": settings.WECHAT_APP_ID,
        "secret": settings.WECHAT_SECRET,
        "code": code[:LONGEST_CODE],
        "grant_type": "authorization_code",
    }
    url = f"{settings.WECHAT_URL}/sns/oauth2/access_token?{urlencode(asked)}"
    said = json_of(ask_for(url, trusted=True))
    openid, refused = said.get("openid"), said.get("errcode")
    if isinstance(openid, str) and openid:
        return openid
    if refused in (USED_CODE, WRONG_CODE):
        raise NotDelivered("这次授权已经用过或过期了", retry=False)
    raise NotDelivered(f"微信没有说是谁（{str(refused)[:20]}）", retry=True)
