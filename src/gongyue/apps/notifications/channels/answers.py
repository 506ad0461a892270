"""Asking a foreign API by JSON, and reading the errcode in its answer."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from gongyue.apps.accounts.delivery import json_of, wait_of
from gongyue.apps.accounts.outgoing import Answer, BadAddress, Unreached, get, post
from gongyue.apps.notifications.channels.parcel import NotDelivered

JSON = {"Content-Type": "application/json; charset=utf-8"}


def ask(
    url: str, body: bytes, headers: Mapping[str, str] = JSON, *, trusted: bool = False
) -> Answer:
    """An answer of 2xx. Raises NotDelivered for everything else."""
    return _accepted(lambda: post(url=url, body=body, headers=headers, trusted=trusted))


def ask_for(url: str, *, trusted: bool = False) -> Answer:
    """The same for what is only read."""
    return _accepted(lambda: get(url=url, trusted=trusted))


def _accepted(asking: Callable[[], Answer]) -> Answer:
    try:
        answer = asking()
    except BadAddress as problem:
        raise NotDelivered(str(problem), retry=False) from None
    except Unreached as problem:
        raise NotDelivered(str(problem), retry=True) from None
    if answer.status == 429:
        raise NotDelivered("对方说太频繁（429）", retry=True, wait=wait_of(answer))
    if answer.status >= 500:
        raise NotDelivered(f"对方系统出错（{answer.status}）", retry=True, wait=wait_of(answer))
    if not 200 <= answer.status < 300:
        raise NotDelivered(f"对方不接受（{answer.status}）", retry=False)
    return answer


def errcode(answer: Answer) -> tuple[int, str]:
    """The code and words of an answer {"errcode": 0, "errmsg": "ok"}. Raises NotDelivered when it
    has none: then nobody knows whether the message was taken."""
    said = json_of(answer)
    code = said.get("errcode")
    if not isinstance(code, int) or isinstance(code, bool):
        raise NotDelivered("对方的回答看不懂", retry=True)
    return code, str(said.get("errmsg", ""))[:60]


def as_json(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()
