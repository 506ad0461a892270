"""短信: the gateway that sign-in codes use too."""

from gongyue.apps.accounts.delivery import NotSent, send_sms
from gongyue.apps.notifications.channels.parcel import NotDelivered, Parcel, short_text


def deliver(parcel: Parcel) -> bool:
    """Hands it to the gateway; whether the phone got it is not known (False)."""
    text = short_text(parcel)
    try:
        send_sms(phone=parcel.to, text=text, number=parcel.number, at=parcel.sent_at)
    except NotSent as problem:
        raise NotDelivered(problem.why, retry=problem.retry, wait=problem.wait) from None
    return False
