"""Getting a code to a phone: the demo's visible inbox, or the operator's SMS gateway."""

import json
from datetime import datetime
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import DemoMessage
from gongyue.apps.accounts.vault import keyed_hash, system_seal

SECONDS = 5
NO_GATEWAY = "本系统尚未接通短信，请用密码登录，或到服务窗口办理。"
NOT_SENT = "短信没有发出，请稍后再试。"


def require_gateway() -> None:
    """Raises Refused when no code can be delivered at all."""
    if not settings.DEMO and not settings.SMS_URL:
        raise Refused(NO_GATEWAY)


def deliver(*, phone: str, text: str, at: datetime) -> None:
    """Sends one short message; in the demo it appears in the inbox on the sign-in page."""
    require_gateway()
    if settings.DEMO:
        DemoMessage.objects.create(
            phone_hash=keyed_hash("phone", phone),
            text_sealed=system_seal(text.encode(), "accounts.demo.message"),
            sent_at=at,
        )
        return
    _post({"phone": phone, "text": text})


def _post(message: dict[str, str]) -> None:
    request = Request(
        settings.SMS_URL,
        data=json.dumps(message).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=SECONDS):
            return
    except (URLError, TimeoutError, OSError):
        raise Refused(NOT_SENT) from None
