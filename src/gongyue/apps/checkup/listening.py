"""What the check-up does when the registry tells it something; whom it tells when it is done."""

from datetime import date, timedelta
from typing import Any

from django.dispatch import receiver

from gongyue.apps.checkup.events import checkup_finished
from gongyue.apps.checkup.models import Checkup
from gongyue.apps.checkup.services import delete_expired_uploads
from gongyue.apps.notifications.services import Letter, Recipients, send
from gongyue.apps.registry.events import uploads_expiring
from gongyue.apps.registry.roles import Role

AT_ONCE = timedelta(seconds=5)


@receiver(uploads_expiring)
def forget_uploads(sender: Any, on: date, **_: Any) -> None:
    """Files that waited for a check-up go with the others."""
    delete_expired_uploads(on=on)


@receiver(checkup_finished)
def tell_done(sender: Any, checkup: Checkup, **_: Any) -> None:
    """The firm's leaders; whoever ordered it only if they had to wait for it."""
    at = checkup.finished_at or checkup.ordered_at
    looking = (checkup.by_id,) if at - checkup.ordered_at < AT_ONCE else ()
    send(
        Letter(
            to=Recipients(
                organisation_id=checkup.organisation_id,
                roles=(Role.OWNER, Role.HR),
                but_not=looking,
            ),
            kind="checkup.done",
            facts={
                "firm": checkup.organisation.name,
                "count": checkup.totals.get("findings", 0),
                "on": checkup.on,
            },
            at=at,
            url=f"/enterprise/checkups/{checkup.pk}/",
            about=f"checkup:{checkup.pk}",
        )
    )
