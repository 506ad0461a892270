"""The firm's own file given back with a column 「问题」."""

from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.papers import corrections_of, scan_of_batch, workbook_of_batch
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.batches import problems_of
from gongyue.apps.registry.services.imports import content_of, own_batch
from gongyue.engines.workbook import Hints, UnreadableWorkbook
from gongyue.engines.workbook.marking import marked, notes_of

REPLICA = "这份文件改不了原样（不是 xlsx，或者太大），给出的是读到的内容，格式没有保留。"


@dataclass(frozen=True, kw_only=True)
class MarkedFile:
    """`note` is empty when the file is the firm's own, styles and all."""

    name: str
    content: bytes
    note: str


def marked_file(viewer: User, batch_id: UUID) -> MarkedFile:
    """The file of an import with its problems. Raises NotFound, NotAllowed, Refused (file gone)."""
    batch = own_batch(viewer, batch_id)
    if not batch.sheets:
        raise NotFound(NOT_FOR_YOU)
    content = content_of(batch)
    book = workbook_of_batch(batch, content)
    known = {(p.sheet, p.row, p.column, p.code) for p in book.problems}
    found = [p for p in problems_of(batch) if (p.sheet, p.row, p.column, p.code) not in known]
    hints = Hints(scan=scan_of_batch(batch), corrections=corrections_of(batch))
    try:
        done = marked(content, book, notes_of([*book.problems, *found]), hints=hints)
    except UnreadableWorkbook as error:
        raise Refused(error.message_zh) from None
    stem = PurePath(batch.file_name).stem or "表格"
    suffix = PurePath(batch.file_name).suffix.lower() if done.kept else ".xlsx"
    return MarkedFile(
        name=f"{stem}-问题{suffix}", content=done.content, note="" if done.kept else REPLICA
    )
