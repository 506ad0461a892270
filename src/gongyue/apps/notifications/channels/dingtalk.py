"""钉钉群机器人, signed: milliseconds and secret by HMAC-SHA256; 20 messages a minute a robot."""

import base64
import hmac
import time
from urllib.parse import urlencode

from gongyue.apps.notifications.channels.answers import as_json, ask, errcode
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel, long_text

# 130101 and 90030: too often, then blocked for ten minutes; -1: busy.
TOO_OFTEN, BUSY = {130101, 90030}, {-1}
BLOCKED_SECONDS = 600


def deliver(parcel: Parcel) -> bool:
    """True: the robot has written it into the chat."""
    message = {"msgtype": "text", "text": {"content": long_text(parcel)}}
    code, words = errcode(ask(_signed(parcel), as_json(message)))
    if code in TOO_OFTEN:
        raise NotDelivered(f"钉钉说太频繁（{code}）", retry=True, wait=BLOCKED_SECONDS)
    if code:
        raise NotDelivered(f"钉钉不接受（{code} {words}）", retry=code in BUSY)
    return True


def _signed(parcel: Parcel) -> str:
    """The address with timestamp and sign; as it is when the robot is guarded by a keyword."""
    if not parcel.secret:
        return parcel.to
    stamp = str(time.time_ns() // 1_000_000)
    proof = hmac.digest(parcel.secret.encode(), f"{stamp}\n{parcel.secret}".encode(), "sha256")
    query = urlencode({"timestamp": stamp, "sign": base64.b64encode(proof).decode()})
    return f"{parcel.to}{'&' if '?' in parcel.to else '?'}{query}"
