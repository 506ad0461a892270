"""What is told about a workbook: to those it speaks of, and to whoever handed it in."""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.dispatch import receiver
from django.utils.timezone import now

from gongyue.apps.notifications.services import Letter, Recipients, notify, send
from gongyue.apps.registry.event_types import EVENT_TYPES
from gongyue.apps.registry.events import import_failed, import_finished
from gongyue.apps.registry.models import Event, ImportBatch, PersonLink
from gongyue.apps.registry.roles import Role
from gongyue.apps.registry.sameness import of_same_people


@receiver(import_finished)
def tell_import(sender: Any, batch: ImportBatch, **_: Any) -> None:
    """Workers whose account is linked; the firm's other leaders, and who waited in the queue."""
    at = batch.finished_at or now()
    counts = _records_of_linked(batch)
    for count in sorted(set(counts.values())):
        people = tuple(person for person, held in counts.items() if held == count)
        send(
            Letter(
                to=Recipients(person_ids=people),
                kind="registry.records_declared",
                facts={"firm": batch.organisation.name, "count": count},
                at=at,
                url="/worker/records/",
                about=f"registry.batch:{batch.pk}",
                sender_organisation_id=batch.organisation_id,
                once=f"declared:{batch.pk}",
            )
        )
    records = Event.objects.filter(batch=batch, type__in=_answerable()).count()
    _tell_firm("registry.import_done", batch, {"records": records}, at)


@receiver(import_failed)
def tell_failure(sender: Any, batch: ImportBatch, **_: Any) -> None:
    """Whoever handed it in, unless they are looking at the page that says so."""
    if not _went_to_the_queue(batch):
        return
    facts = {"firm": batch.organisation.name, "file": batch.file_name, "reason": batch.failure}
    to = Recipients(user_ids=(batch.by_id,))
    within = batch.organisation_id
    notify(
        to=to, kind="registry.import_failed", facts=facts, at=now(), url=_page(batch), within=within
    )


def _records_of_linked(batch: ImportBatch) -> Counter[UUID]:
    """How many records of the batch await each person whose account is linked."""
    linked = PersonLink.objects.filter(ended_at=None).values("person")
    rows = Event.objects.filter(of_same_people(linked), batch=batch, type__in=_answerable())
    return Counter(rows.values_list("person_id", flat=True))


def _answerable() -> list[str]:
    return [name for name, kind in EVENT_TYPES.items() if kind.answerable]


def _tell_firm(kind: str, batch: ImportBatch, more: dict[str, Any], at: datetime) -> None:
    waited = _went_to_the_queue(batch)
    to = Recipients(
        user_ids=(batch.by_id,) if waited else (),
        organisation_id=batch.organisation_id,
        roles=(Role.OWNER, Role.HR),
        but_not=() if waited else (batch.by_id,),
    )
    facts = {"firm": batch.organisation.name, "file": batch.file_name, **more}
    notify(to=to, kind=kind, facts=facts, at=at, url=_page(batch))


def _went_to_the_queue(batch: ImportBatch) -> bool:
    return batch.rows_total > settings.IMPORT_AT_ONCE


def _page(batch: ImportBatch) -> str:
    return f"/enterprise/imports/{batch.pk}/"
