"""What the check-up does when the registry tells it something."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from gongyue.apps.checkup.services import delete_expired_uploads
from gongyue.apps.registry.events import uploads_expiring


@receiver(uploads_expiring)
def forget_uploads(sender: Any, on: date, **_: Any) -> None:
    """Files that waited for a check-up go with the others."""
    delete_expired_uploads(on=on)
