"""Getting a short message to a phone: the demo's visible inbox, or the operator's SMS gateway.

Sign-in codes and every other message go this one way. The gateway takes {"phone", "text", "id"} by
POST and accepts with any 2xx, unless it says {"ok": false}; `id` (also as the header
Idempotency-Key) names the message, so that a second try can be recognised.
"""

import json
from datetime import datetime
from uuid import uuid4

from django.conf import settings

from gongyue.apps.accounts.demo_inbox import keep
from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.outgoing import Answer, BadAddress, Unreached, post

NO_GATEWAY = "本系统没有接通短信。设过密码的，用密码登录；没有设过的，向管理员要一个登录码。"
NOT_SENT = "短信没有发出，请稍后再试。"


class NotSent(Exception):
    """The gateway did not take it. `why` in Chinese; `retry`: later may do; `wait` in seconds."""

    def __init__(self, why: str, *, retry: bool, wait: int = 0) -> None:
        super().__init__(why)
        self.why, self.retry, self.wait = why, retry, wait


def codes_are_sent() -> bool:
    """Whether a sign-in code can reach a phone at all."""
    return bool(settings.DEMO or settings.SMS_URL)


def require_gateway() -> None:
    """Raises Refused when no code can be delivered at all."""
    if not codes_are_sent():
        raise Refused(NO_GATEWAY)


def deliver(*, phone: str, text: str, at: datetime) -> None:
    """Sends a sign-in code at once; raises Refused in the words for whoever waits for it."""
    require_gateway()
    try:
        send_sms(phone=phone, text=text, number=str(uuid4()), at=at)
    except NotSent:
        raise Refused(NOT_SENT) from None


def send_sms(*, phone: str, text: str, number: str, at: datetime) -> None:
    """Hands one message to the gateway. Raises NotSent. In the demo it stays in the city."""
    if settings.DEMO:
        keep(channel="sms", to=phone, text=text, at=at)
        return
    if not settings.SMS_URL:
        raise NotSent("没有接通短信", retry=False)
    body = json.dumps({"phone": phone, "text": text, "id": number}).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": number}
    if settings.SMS_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
    try:
        answer = post(url=settings.SMS_URL, body=body, headers=headers, trusted=True)
    except (Unreached, BadAddress) as problem:
        raise NotSent(str(problem), retry=isinstance(problem, Unreached)) from None
    require_taken(answer, "短信网关")


def require_taken(answer: Answer, whom: str) -> None:
    """Raises NotSent unless the status is 2xx and no JSON says {"ok": false}."""
    if answer.status == 429 or answer.status >= 500:
        why = "太频繁" if answer.status == 429 else "出错"
        raise NotSent(f"{whom}{why}（{answer.status}）", retry=True, wait=wait_of(answer))
    if not 200 <= answer.status < 300:
        raise NotSent(f"{whom}不接受（{answer.status}）", retry=False)
    said = json_of(answer)
    if said.get("ok") is False:
        raise NotSent(f"{whom}不接受：{str(said.get('error', ''))[:60]}", retry=False)


def wait_of(answer: Answer) -> int:
    """Seconds the other side asks us to wait; at most a day."""
    text = next((v for k, v in answer.headers.items() if k.lower() == "retry-after"), "")
    return min(int(text), 86_400) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def json_of(answer: Answer) -> dict[str, object]:
    """The JSON object in the answer, or an empty one."""
    try:
        said = json.loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
