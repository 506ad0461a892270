"""Any other system: JSON, signed by HMAC-SHA256 over "<seconds>.<body>".

Headers: X-Gongyue-Timestamp, X-Gongyue-Signature (sha256=…), Idempotency-Key. Any 2xx accepts.
"""

import hmac
import time

from gongyue.apps.notifications.channels.answers import JSON, as_json, ask
from gongyue.apps.notifications.channels.parcel import Parcel


def deliver(parcel: Parcel) -> bool:
    """True: the other system has taken it."""
    body = as_json(
        {
            "id": parcel.number,
            "kind": parcel.kind,
            "title": parcel.title,
            "text": parcel.text,
            "from": parcel.from_whom,
            "url": parcel.link,
            "sent_at": parcel.sent_at.isoformat(),
        }
    )
    stamp = str(int(time.time()))
    headers = {
        **JSON,
        "Idempotency-Key": parcel.number,
        "X-Gongyue-Timestamp": stamp,
        "X-Gongyue-Signature": signature(parcel.secret, stamp, body),
    }
    ask(parcel.to, body, headers)
    return True


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What the receiver compares, in constant time, with its own."""
    proof = hmac.digest(secret.encode(), stamp.encode() + b"." + body, "sha256")
    return f"sha256={proof.hex()}"
