"""企业微信群机器人: POST to the whole address with its key; 20 messages a minute a robot."""

from gongyue.apps.notifications.channels.answers import as_json, ask, errcode
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel, long_text

# 45009: too many calls; 45033: too many at once; -1: busy. All else is wrong for good.
TOO_OFTEN, BUSY = {45009, 45033}, {-1}


def deliver(parcel: Parcel) -> bool:
    """True: the robot has written it into the chat."""
    message = {"msgtype": "text", "text": {"content": long_text(parcel)}}
    code, words = errcode(ask(parcel.to, as_json(message)))
    if code in TOO_OFTEN:
        raise NotDelivered(f"企业微信说太频繁（{code}）", retry=True, wait=60)
    if code:
        raise NotDelivered(f"企业微信不接受（{code} {words}）", retry=code in BUSY)
    return True
