"""How long messages are kept: after that the stream of events alone says what happened."""

from datetime import datetime, timedelta

from django.conf import settings

from gongyue.apps.notifications.models import Message

AT_ONCE = 500


def forget_old_messages(*, at: datetime) -> int:
    """Delete messages older than GONGYUE_MESSAGE_DAYS, with their deliveries; how many."""
    before = at - timedelta(days=settings.MESSAGE_DAYS)
    gone = 0
    while numbers := _some(before):
        Message.objects.filter(pk__in=numbers).delete()
        gone += len(numbers)
    return gone


def _some(before: datetime) -> list[int]:
    rows = Message.objects.filter(sent_at__lt=before).order_by("sent_at")
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])
