"""A check-up of what an import has read, as a person corrected it, before anything is imported."""

from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.checkup.models import Checkup
from gongyue.apps.checkup.permissions import require_can_check_up
from gongyue.apps.checkup.run import EARLIEST, LATEST
from gongyue.apps.checkup.services import finish, judged, new_checkup, ran_on
from gongyue.apps.checkup.writing import people_by_number
from gongyue.apps.registry.models.batches import BatchState
from gongyue.apps.registry.papers import workbook_of_batch
from gongyue.apps.registry.services.imports import content_of, own_batch

NOT_PLANNED = "这张表已经导入或放弃，请按登记的记录体检。"


def checkup_import(*, by: User, batch_id: UUID, on: date, at: datetime) -> Checkup:
    """Judge a planned import and import nothing; the file stays with the import.

    Cells of a scan that nobody confirmed are left out and said so, as in the plan. Raises
    NotFound, NotAllowed, Refused (no longer planned, the file gone, a day without law).
    """
    batch = own_batch(by, batch_id)
    organisation = require_can_check_up(by, batch.organisation_id)
    if batch.state != BatchState.PLANNED:
        raise Refused(NOT_PLANNED)
    if not EARLIEST <= on <= LATEST:
        raise Refused(f"体检日：应在{EARLIEST}至{LATEST}之间，现为{on}。", "on")
    checkup = new_checkup(organisation, by, on, at, source=Checkup.Source.FILE, place="")
    checkup.file_name = batch.file_name
    workbook = workbook_of_batch(batch, content_of(batch))
    ran = judged(checkup, lambda: ran_on(checkup, workbook))
    return finish(checkup, ran, people_by_number(organisation.pk, ran), at)
