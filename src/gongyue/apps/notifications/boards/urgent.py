"""An urgent announcement, sent to each account it concerns."""

from datetime import datetime
from uuid import UUID

from gongyue.apps.notifications.boards.audience import users_addressed
from gongyue.apps.notifications.models import Announcement, AnnouncementVersion
from gongyue.apps.notifications.services import Letter, Recipients, send


def tell_urgent(*, announcement_id: UUID, at: datetime) -> int:
    """Send an urgent announcement to each account it concerns; how many. Safe to run again:
    everybody is told once."""
    row = Announcement.objects.select_related("organisation").get(pk=announcement_id)
    if row.withdrawn_at or not row.is_urgent:
        return 0
    title = AnnouncementVersion.objects.get(announcement=row, number=row.version).title
    told = 0
    for users in users_addressed(row):
        letter = Letter(
            to=Recipients(user_ids=tuple(users)),
            kind="board.urgent",
            facts={"office": row.organisation.name, "title": title},
            at=at,
            url=f"/announcements/{row.pk}/",
            about=f"announcement:{row.pk}",
            sender_organisation_id=row.organisation_id,
            once=f"announcement:{row.pk}",
        )
        send(letter)
        told += len(users)
    return told
