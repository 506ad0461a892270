"""What the registry does when its own records have changed."""

from typing import Any

from django.dispatch import receiver

from gongyue.apps.registry.events import import_finished, import_undone
from gongyue.apps.registry.models import ImportBatch
from gongyue.apps.registry.services.departments import add_imported_departments
from gongyue.apps.registry.services.listing import count_people_of


@receiver([import_finished, import_undone])
def count_again(sender: Any, batch: ImportBatch, **_: Any) -> None:
    """Lists of firms are sorted by how many people each has."""
    count_people_of(batch.organisation_id)
    add_imported_departments(batch.organisation_id, at=batch.finished_at or batch.planned_at)
