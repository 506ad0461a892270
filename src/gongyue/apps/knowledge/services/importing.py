"""法规文本: files come in, all of a file or nothing of it; the same text again changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.knowledge.models import Act, Article, Version
from gongyue.apps.knowledge.reading import NotReadable, Problem, Statute, lines_of, read_statute
from gongyue.apps.knowledge.titles import act_key, source_for
from gongyue.apps.registry.models import Organisation
from gongyue.apps.registry.permissions import require_can_anywhere
from gongyue.apps.registry.roles import Can, Kind
from gongyue.apps.registry.stream import Entry, append_one

MOST_FILES = 500
BATCH = 500
NEW, SAME, REFUSED = "新增", "已有", "不收"


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What a file was understood as, and what was done with it."""

    name: str
    outcome: str
    statute: Statute | None
    problems: tuple[Problem, ...]
    version_id: int | None = None
    new_act: bool = False


@transaction.atomic
def statutes_import(
    *, files: Iterable[tuple[str, bytes]], at: datetime, by: User | None, dry_run: bool = False
) -> list[FileRead]:
    """Read files and keep what is new; `by` is None on the operator's own command line.

    Raises NotFound, NotAllowed, Refused (too many files).
    """
    office = require_can_anywhere(by, Can.REGISTER_ORGANISATIONS) if by else None
    lock_word("knowledge", "statutes")
    done: list[FileRead] = []
    for name, content in files:
        if len(done) >= MOST_FILES:
            raise Refused(f"一次最多 {MOST_FILES} 个文件，请分几次。", "files")
        read = read_file(name=name, content=content)
        done.append(read if read.outcome == REFUSED else _kept(read, by, at, dry_run))
    kept = [read for read in done if read.outcome == NEW]
    if kept and not dry_run and (office := office or _operator()):
        _record(kept, by=by, at=at, office=office)
    return done


def _operator() -> Organisation | None:
    """Whose installation it is; an empty system has nobody yet, and no event to write."""
    return Organisation.objects.filter(kind=Kind.OPERATOR).order_by("pk").first()


def _record(kept: list[FileRead], *, by: User | None, at: datetime, office: Organisation) -> None:
    append_one(
        Entry(
            type="statutes.imported",
            by=by,
            at=at,
            occurred_on=localdate(at),
            organisation_id=office.pk,
            payload={
                "acts": sum(read.new_act for read in kept),
                "versions": len(kept),
                "articles": sum(len(r.statute.articles) for r in kept if r.statute),
            },
        )
    )


def read_file(*, name: str, content: bytes) -> FileRead:
    """A file as understood, nothing kept."""
    short = name.replace("\0", "")[-200:]
    try:
        statute = read_statute(lines_of(content, name=short), name=short)
    except NotReadable as reason:
        problem = Problem(1, str(reason), fatal=True)
        return FileRead(name=short, outcome=REFUSED, statute=None, problems=(problem,))
    outcome = REFUSED if statute.is_refused else NEW
    return FileRead(name=short, outcome=outcome, statute=statute, problems=tuple(statute.problems))


def _kept(read: FileRead, by: User | None, at: datetime, dry_run: bool) -> FileRead:
    statute = read.statute or Statute()
    digest = statute.digest()
    held = Version.objects.filter(digest=digest).first()
    if held:
        return _told(read, outcome=SAME, version_id=held.pk)
    key = act_key(title=statute.title, number=statute.number)
    act = Act.objects.filter(key=key).first()
    if dry_run:
        return _told(read, outcome=NEW, new_act=act is None)
    new = act is None
    act = act or _new_act(key, statute)
    version = Version.objects.create(
        act=act,
        promulgated=statute.promulgated,
        in_force_from=statute.in_force_from,
        number=statute.number[:60],
        issuer=statute.issuer[:60],
        head=statute.head[:60],
        repeals=statute.repeals[:40],
        article_count=sum(1 for article in statute.articles if article.number),
        file_name=read.name,
        digest=digest,
        imported_at=at,
        imported_by=by,
    )
    Article.objects.bulk_create(_rows(version, statute), batch_size=BATCH)
    return _told(read, outcome=NEW, version_id=version.pk, new_act=new)


def _told(
    read: FileRead, *, outcome: str, version_id: int | None = None, new_act: bool = False
) -> FileRead:
    return FileRead(
        name=read.name,
        outcome=outcome,
        statute=read.statute,
        problems=read.problems,
        version_id=version_id,
        new_act=new_act,
    )


def _new_act(key: str, statute: Statute) -> Act:
    source = source_for(title=statute.title, number=statute.number)
    return Act.objects.create(
        key=key,
        title=statute.title[:160],
        source_id=source.id if source else "",
        kind=statute.kind or "规定",
    )


def _rows(version: Version, statute: Statute) -> list[Article]:
    return [
        Article(
            version=version,
            position=position,
            number=article.number,
            suffix=article.suffix,
            path=list(article.path),
            paragraphs=article.shape(),
        )
        for position, article in enumerate(statute.articles, 1)
    ]
