"""A form that carries a key is done once, however often a bad line makes the phone send it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from gongyue.apps.accounts.models import SentForm, User

KEPT_DAYS = 30
ABANDONED = timedelta(minutes=5)  # a request that died half-way no longer stands in the way
KEY_LIMIT = 40


@dataclass(frozen=True, kw_only=True)
class SentBefore:
    """The same form arrived earlier; `location` is where that one led, empty while it runs."""

    location: str


def begin_sending(*, by: User, key: str, at: datetime) -> SentBefore | None:
    """Claim the key for this request; SentBefore when another request had it first."""
    key = key[:KEY_LIMIT]
    SentForm.objects.filter(user=by, key=key, location="", at__lt=at - ABANDONED).delete()
    try:
        with transaction.atomic():
            SentForm.objects.create(user=by, key=key, at=at)
    except IntegrityError:
        earlier = SentForm.objects.filter(user=by, key=key).first()
        return SentBefore(location=earlier.location if earlier else "")
    return None


def end_sending(*, by: User, key: str, location: str) -> None:
    """The form was done and led to `location`; without one it was not, and may come again."""
    mine = SentForm.objects.filter(user=by, key=key[:KEY_LIMIT])
    if location:
        mine.update(location=location[:300])
    else:
        mine.delete()


def forget_sent_forms(*, at: datetime) -> int:
    """Keys older than any phone keeps a form; returns how many."""
    return SentForm.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()[0]


def was_done(*, by: User, key: str) -> bool:
    """Whether a form with this key has been done; false while it runs."""
    return SentForm.objects.filter(user=by, key=key[:KEY_LIMIT]).exclude(location="").exists()
