"""Whose messages: the one place that says which rows a viewer may see."""

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.models import PersonLink


def of_viewer(viewer: User) -> QuerySet[Message]:
    """Sent to this user, or to the person this user speaks for today."""
    if not viewer.is_authenticated:
        return Message.objects.none()
    mine = PersonLink.objects.filter(user=viewer.pk, ended_at=None).values("person")
    return Message.objects.filter(Q(user=viewer.pk) | Q(person__in=mine))
