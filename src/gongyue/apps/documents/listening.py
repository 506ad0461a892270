"""What documents do when the registry tells them something."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from gongyue.apps.documents.services.keeping import delete_expired
from gongyue.apps.registry.events import uploads_expiring


@receiver(uploads_expiring)
def delete_with_the_others(sender: Any, on: date, **_: Any) -> None:
    """Files whose time is over go with the other uploads."""
    delete_expired(on=on)
