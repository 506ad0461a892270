"""Whether every document still opens, and whether the folder holds anything nobody knows of."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from gongyue.apps.accounts.vault import Unreadable
from gongyue.apps.documents.keys import facts_of, file_context, key_of
from gongyue.apps.documents.models import Document, Paper
from gongyue.apps.documents.sealed_files import FOLDER, FileGone, place_of, read_sealed
from gongyue.apps.registry.keys import Erased

MISSING, CHANGED, UNREADABLE, ORPHAN = "missing", "changed", "unreadable", "orphan"
LABELS = {
    MISSING: "文件不见了",
    CHANGED: "内容和提交时不一样",
    UNREADABLE: "密文打不开",
    ORPHAN: "没有登记的文件",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong. `what`: the id of a document or paper, or a file's name."""

    code: str
    what: str

    @property
    def label(self) -> str:
        return LABELS[self.code]


@dataclass(frozen=True, kw_only=True)
class Integrity:
    """What was checked and what is wrong."""

    checked: int
    problems: tuple[Problem, ...]


def check_integrity(*, thorough: bool = True) -> Integrity:
    """Look at every document and paper that should be readable, and at the folder.

    `thorough` opens each file and compares its digest; otherwise only whether it is there.
    """
    checked, problems = 0, []
    for thing in _things():
        checked += 1
        if code := _wrong(thing, thorough):
            problems.append(Problem(code=code, what=str(thing.pk)))
    problems += [Problem(code=ORPHAN, what=path.name) for path in _orphans()]
    return Integrity(checked=checked, problems=tuple(problems))


def _things() -> Iterator[Document | Paper]:
    documents = Document.objects.filter(deleted_at=None, person__erased_at=None)
    yield from documents.select_related("person__key").iterator(chunk_size=500)
    papers = Paper.objects.filter(person__erased_at=None)
    yield from papers.select_related("person__key").iterator(chunk_size=500)


def _wrong(thing: Document | Paper, thorough: bool) -> str:
    path = place_of(thing.pk)
    if not path.exists():
        return MISSING
    if not thorough:
        return ""
    digest = hashlib.sha256()
    try:
        for piece in read_sealed(path, key_of(thing), file_context(thing.pk, "original")):
            digest.update(piece)
        return "" if digest.hexdigest() == facts_of(thing)["sha256"] else CHANGED
    except (Unreadable, Erased):
        return UNREADABLE
    except FileGone:
        return MISSING


def _orphans() -> Iterator[Path]:
    """Files of no row: left by a power cut between file and row, or put there by hand."""
    folder = Path(settings.UPLOADS) / FOLDER
    for path in sorted(folder.glob("*/*")) if folder.is_dir() else ():
        name = path.name.partition(".")[0]
        try:
            pk = UUID(hex=name)
        except ValueError:
            yield path
            continue
        if not (Document.objects.filter(pk=pk, deleted_at=None).exists() or _is_paper(pk)):
            yield path


def _is_paper(pk: UUID) -> bool:
    return Paper.objects.filter(pk=pk).exists()
