"""Documents as their people, organisations and other apps list them. Listing opens nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from gongyue.apps.accounts.errors import NotAllowed, NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.keys import facts_of
from gongyue.apps.documents.kinds import DRAWN, DocumentKind, Media, size_text
from gongyue.apps.documents.models import Document, ScanState
from gongyue.apps.documents.permissions import OWN, may_withdraw, way_to_see
from gongyue.apps.documents.rules import rule_of
from gongyue.apps.documents.services.keeping import is_readable, why_not
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import person_of, require_can
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.visibility import require_not_hidden

LISTED = 200


@dataclass(frozen=True, kw_only=True)
class DocumentCard:
    """One document in a list. `has_thumb`: its small picture may be shown without opening it.

    `trouble`: why it cannot be opened, or empty. `history`: a newer version exists.
    """

    document_id: UUID
    name: str
    kind_label: str
    media: str
    media_label: str
    size: str
    pages: int
    version: int
    added_at: datetime
    added_by: str
    shared_with: str
    about: str
    scan_label: str
    not_scanned: bool
    trouble: str
    has_thumb: bool
    history: bool
    may_withdraw: bool
    keep_until: date | None
    sha256: str = ""
    is_sample: bool = False


def attachments_of(viewer: User, about: str) -> list[DocumentCard]:
    """What is attached to a thing, as far as the viewer may see it, oldest first.

    Who may is the business of the thing's app (rules.py), of the person concerned and of the
    organisation it belongs to. Nothing for everybody else.
    """
    rows = _current(Document.objects.filter(about=about)).order_by("added_at", "pk")
    return _cards(viewer, rows[:LISTED])


def counts_about(abouts: Iterable[str]) -> dict[str, int]:
    """How many files are attached to each thing, for the lists of the app that has them."""
    rows = Document.objects.filter(about__in=[*abouts])
    kept = rows.filter(withdrawn_at=None, deleted_at=None, replaced_by=None)
    return dict(kept.values_list("about").annotate(n=Count("pk")).order_by())


@dataclass(frozen=True, kw_only=True)
class Unnamed:
    """A file for whoever may know that it arrived, and not what it is called or says."""

    media_label: str
    size: str
    added_at: datetime
    trouble: str


def unnamed_about(about: str) -> list[Unnamed]:
    """What is attached to a thing, without names: for the holder of its number."""
    rows = _current(Document.objects.filter(about=about)).order_by("added_at", "pk")
    return [
        Unnamed(
            media_label=str(Media(row.media).label),
            size=size_text(row.bytes),
            added_at=row.added_at,
            trouble=why_not(row),
        )
        for row in rows[:LISTED]
    ]


def documents_of_myself(viewer: User) -> list[DocumentCard]:
    """Everything that concerns the viewer and was handed in by anybody, newest first."""
    link = person_of(viewer)
    if link is None:
        return []
    same = ids_of_person(link.person_id)
    rows = _current(Document.objects.filter(person__in=same)).order_by("-added_at", "-pk")
    return _cards(viewer, rows[:LISTED])


def documents_of_organisation(
    viewer: User, organisation_id: UUID, *, person_id: UUID | None = None
) -> list[DocumentCard]:
    """The organisation's own files, or those about one person that it may read; newest first.

    Raises NotFound, NotAllowed.
    """
    require_can(viewer, Can.OPEN_PERSON if person_id else Can.DO_TASKS, organisation_id)
    require_not_hidden(viewer, organisation_id, person_id)
    rows = Document.objects.filter(organisation__in=ids_of_organisation(organisation_id))
    people = Q(person__in=ids_of_person(person_id)) if person_id else Q(person=None)
    rows = rows.filter(people)
    return _cards(viewer, _current(rows).order_by("-added_at", "-pk")[:LISTED])


def document_card(viewer: User, document_id: UUID) -> DocumentCard:
    """One document's card, for its page; raises NotFound, NotAllowed."""
    rows = Document.objects.select_related("person__key", "organisation", "added_by")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise NotFound("没有找到这个文件。")
    way = way_to_see(viewer, document)
    return _card(viewer, document, way)


def document_card_to_change(viewer: User, document_id: UUID) -> DocumentCard:
    """As document_card, for whoever may replace and withdraw it; raises NotAllowed to others."""
    card = document_card(viewer, document_id)
    if not card.may_withdraw:
        raise NotAllowed("文件是谁提交的，由谁撤回或更换。")
    return card


def versions_of(viewer: User, document_id: UUID) -> list[tuple[UUID, int, datetime]]:
    """(id, version, handed in at) of the versions before this one, newest first."""
    found, here = [], Document.objects.filter(pk=document_id).first()
    while here and here.replaces_id and len(found) < LISTED:
        here = here.replaces
        way_to_see(viewer, here)
        found.append((here.pk, here.version, here.added_at))
    return found


def counts_for_operator() -> dict[str, int]:
    """How many documents there are, wait for the scanner, and were found infected."""
    rows = Document.objects.filter(deleted_at=None)
    return {
        "all": rows.count(),
        "waiting": rows.filter(scan=ScanState.WAITING).count(),
        "infected": rows.filter(scan=ScanState.INFECTED).count(),
    }


def _current(rows: QuerySet[Document]) -> QuerySet[Document]:
    kept = rows.filter(withdrawn_at=None, deleted_at=None, replaced_by=None)
    return kept.select_related("person__key", "organisation", "added_by")


def _cards(viewer: User, rows: Iterable[Document]) -> list[DocumentCard]:
    cards = []
    for document in rows:
        try:
            cards.append(_card(viewer, document, way_to_see(viewer, document)))
        except (NotFound, NotAllowed):
            continue
    return cards


def _card(viewer: User, document: Document, way: str) -> DocumentCard:
    try:
        facts = facts_of(document)
    except Erased:
        facts = {"name": "已删除的文件"}
    free = way == OWN or document.person_id is None
    shared = document.organisation
    return DocumentCard(
        document_id=document.pk,
        name=facts["name"],
        kind_label=str(DocumentKind(document.kind).label),
        media=document.media,
        media_label=str(Media(document.media).label),
        size=size_text(document.bytes),
        pages=document.pages,
        version=document.version,
        added_at=document.added_at,
        added_by=_called(viewer, document),
        shared_with=shared.name if shared else "",
        about=document.about,
        scan_label=str(ScanState(document.scan).label),
        not_scanned=document.scan == ScanState.NOT_SCANNED,
        trouble=why_not(document),
        has_thumb=free and document.media in DRAWN and is_readable(document),
        history=hasattr(document, "replaced_by"),
        may_withdraw=may_withdraw(viewer, document),
        keep_until=document.keep_until,
        sha256=facts.get("sha256", ""),
        is_sample=is_sample(document.organisation_id) or is_sample(document.person_id),
    )


def _called(viewer: User, document: Document) -> str:
    """Who handed it in, as the app of the thing names them to the viewer."""
    rule = rule_of(document.about)
    if rule is not None and rule.called is not None:
        return rule.called(viewer, document.about, document.added_by)
    return document.added_by.display_name or "未填称呼"
