"""Whose messages: the one place that says which rows a viewer may see."""

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.notifications.models import Message
from gongyue.apps.registry.permissions import person_of
from gongyue.apps.registry.sameness import ids_of_person


def of_viewer(viewer: User) -> QuerySet[Message]:
    """Sent to this user, or to the person this user speaks for today."""
    if not viewer.is_authenticated:
        return Message.objects.none()
    link = person_of(viewer)
    mine = ids_of_person(link.person_id) if link else frozenset()
    return Message.objects.filter(Q(user=viewer.pk) | Q(person__in=mine))
