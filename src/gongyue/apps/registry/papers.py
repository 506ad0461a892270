"""What was recognised on an uploaded scan, and what a person made of it: kept sealed beside it."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.vault import system_seal, system_unseal
from gongyue.apps.registry.files import FileGone, delete_file, read_file, store_file
from gongyue.apps.registry.models import ImportBatch
from gongyue.engines.workbook import Hints, Limits, Shape, UnreadableWorkbook, Workbook, read
from gongyue.engines.workbook.scanned import Scan, scan_file

OWNER = "scans"
# One picture is recognised while its sender waits; a PDF behind.
WHILE_WAITING = Limits(scan_seconds=90)
BEHIND = Limits(scan_seconds=900)


def is_read_behind(content: bytes) -> bool:
    """Whether a file may have several pages to recognise."""
    return content[:1_024].lstrip().startswith(b"%PDF")


def recognise(batch: ImportBatch, content: bytes, limits: Limits) -> None:
    """Read the paper of a batch and keep the reading sealed. Raises Refused."""
    try:
        scan = scan_file(content, limits)
    except UnreadableWorkbook as error:
        raise Refused(error.message_zh, "file") from None
    plain = json.dumps(scan.to_json(), ensure_ascii=False).encode()
    batch.scan_key_wrapped = store_file(OWNER, batch.pk, plain)


def scan_of_batch(batch: ImportBatch) -> Scan | None:
    """The reading of a batch's paper; None for workbooks, and once the file is gone."""
    if not batch.scan_key_wrapped:
        return None
    try:
        return Scan.from_json(json.loads(read_file(OWNER, batch.pk, batch.scan_key_wrapped)))
    except FileGone:
        return None


def forget_scan(batch: ImportBatch) -> None:
    """The reading and its key, both gone; the caller saves."""
    delete_file(OWNER, batch.pk)
    batch.scan_key_wrapped = batch.corrections_sealed = None


def corrections_of(batch: ImportBatch) -> dict[str, dict[str, str]]:
    """{sheet: {address: text}} as a person read the paper."""
    if not batch.corrections_sealed:
        return {}
    found: dict[str, dict[str, str]] = json.loads(
        system_unseal(bytes(batch.corrections_sealed), _context(batch.pk))
    )
    return found


def keep_corrections(batch: ImportBatch, corrections: Mapping[str, Mapping[str, str]]) -> None:
    """Seal what a person confirmed or corrected; the caller saves."""
    plain = json.dumps(corrections, ensure_ascii=False).encode()
    batch.corrections_sealed = system_seal(plain, _context(batch.pk))


def workbook_of_batch(batch: ImportBatch, content: bytes) -> Workbook:
    """The file of a batch as it is understood with everything a person said. Raises Refused."""
    overrides = {
        sheet: {letter: field or None for letter, field in columns.items()}
        for sheet, columns in batch.overrides.items()
    }
    hints = Hints(
        shapes={sheet: Shape(**told) for sheet, told in batch.shapes.items()},
        corrections=corrections_of(batch),
        scan=scan_of_batch(batch),
    )
    try:
        return read(
            content,
            name=batch.file_name,
            include_hidden=batch.include_hidden,
            overrides=overrides,
            on=_planned_on(batch),  # places months written without a year
            hints=hints,
        )
    except UnreadableWorkbook as error:
        raise Refused(error.message_zh, "file") from None


def _planned_on(batch: ImportBatch) -> date:
    return localdate(batch.planned_at)


def _context(batch_id: UUID) -> str:
    return f"registry.batch.corrections:{batch_id}"
