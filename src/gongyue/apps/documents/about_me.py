"""What documents hold about somebody. The files themselves are downloaded one by one."""

from collections.abc import Iterable, Iterator

from gongyue.apps.documents.keys import facts_of
from gongyue.apps.documents.models import Document, Paper
from gongyue.apps.registry.about_me import Part, Row, Subject, declare_part
from gongyue.apps.registry.holding import declare_holding
from gongyue.apps.registry.keys import Erased


def _documents(subject: Subject) -> Iterator[Row]:
    rows = Document.objects.filter(person__in=subject.person_ids)
    for row in rows.select_related("person__key", "organisation").order_by("added_at"):
        yield {
            "name": _facts(row).get("name", ""),
            "kind": row.get_kind_display(),
            "organisation": row.organisation.name if row.organisation else "",
            "added_at": row.added_at,
            "bytes": row.bytes,
            "sha256": _facts(row).get("sha256", ""),
        }


def unsealed_about(abouts: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """(about, facts) of files attached to things and sealed for no person: the app of the things
    says whose they are."""
    rows = Document.objects.filter(about__in=[*abouts], person=None, deleted_at=None)
    for row in rows.order_by("added_at", "pk"):
        told = {key: _facts(row).get(key, "") for key in ("name", "sha256")}
        yield row.about, {**told, "added_at": row.added_at, "bytes": row.bytes}


def _papers(subject: Subject) -> Iterator[Row]:
    rows = Paper.objects.filter(person__in=subject.person_ids)
    for row in rows.select_related("person__key", "organisation").order_by("issued_at"):
        yield {
            "number": row.number,
            "title": _facts(row).get("title", ""),
            "organisation": row.organisation.name if row.organisation else "",
            "issued_on": row.issued_on,
            "state": row.get_state_display(),
        }


def _facts(thing: Document | Paper) -> dict[str, str]:
    try:
        return facts_of(thing)
    except Erased:
        return {}


declare_part(
    Part(
        name="documents",
        label="交来的文件",
        rows=_documents,
        covers=("documents.Document",),
        columns={
            "name": "文件名",
            "kind": "类别",
            "organisation": "单位",
            "added_at": "什么时候交的",
            "bytes": "字节数",
            "sha256": "SHA-256",
        },
    ),
    Part(
        name="papers",
        label="出具的文书",
        rows=_papers,
        covers=("documents.Paper",),
        columns={
            "number": "编号",
            "title": "标题",
            "organisation": "单位",
            "issued_on": "出具日期",
            "state": "状态",
        },
    ),
)


declare_holding("文件", lambda ids: Document.objects.filter(organisation__in=ids).count())


declare_holding("出具的文书", lambda ids: Paper.objects.filter(organisation__in=ids).count())
