"""What the browser at hand cannot do, so that the page says it before somebody tries."""

from django.http import HttpRequest

# WeChat and WeCom on both systems name themselves; both neither print nor keep a file on Android.
WECHAT = "MicroMessenger/"


def is_in_wechat(request: HttpRequest | None) -> bool:
    """Whether the page is shown inside WeChat or WeCom."""
    return request is not None and WECHAT in request.headers.get("User-Agent", "")
