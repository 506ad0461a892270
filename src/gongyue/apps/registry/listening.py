"""What the registry does when its own records have changed."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from gongyue.apps.registry.events import (
    import_finished,
    import_undone,
    membership_ended,
    membership_granted,
)
from gongyue.apps.registry.models import ImportBatch, Membership
from gongyue.apps.registry.services.departments import add_imported_departments
from gongyue.apps.registry.services.listing import count_people_of
from gongyue.apps.registry.services.samples import mirror, unmirror


@receiver([import_finished, import_undone])
def count_again(sender: Any, batch: ImportBatch, **_: Any) -> None:
    """Lists of firms are sorted by how many people each has."""
    count_people_of(batch.organisation_id)
    add_imported_departments(batch.organisation_id, at=batch.finished_at or batch.planned_at)


@receiver(membership_granted)
def let_into_the_sample(sender: Any, membership: Membership, at: datetime, **more: Any) -> None:
    """New colleagues learn there too."""
    mirror(membership, by=more["by"], at=at)


@receiver(membership_ended)
def out_of_the_sample(sender: Any, membership: Membership, at: datetime, **more: Any) -> None:
    """Nobody stays in a sample longer than in the organisation it belongs to."""
    unmirror(membership, by=more["by"], at=at)
