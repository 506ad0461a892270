"""Tables of the notifications. Django wants them importable from here."""

from gongyue.apps.notifications.models.boards import (
    Announcement,
    AnnouncementAnswer,
    AnnouncementReading,
    AnnouncementVersion,
    Audience,
)
from gongyue.apps.notifications.models.messages import (
    MOVES,
    Delivery,
    DeliveryState,
    Message,
)
from gongyue.apps.notifications.models.settings import Contact, Endpoint, Preference

__all__ = [
    "MOVES",
    "Announcement",
    "AnnouncementAnswer",
    "AnnouncementReading",
    "AnnouncementVersion",
    "Audience",
    "Contact",
    "Delivery",
    "DeliveryState",
    "Endpoint",
    "Message",
    "Preference",
]
