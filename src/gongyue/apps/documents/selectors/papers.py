"""Papers as both sides see them: who issued what about whom, and whether it is valid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from gongyue.apps.accounts.errors import NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import Unreadable
from gongyue.apps.documents.keys import facts_of, file_context, key_of
from gongyue.apps.documents.models import Paper, PaperKind, PaperState
from gongyue.apps.documents.sealed_files import FileGone, place_of, read_sealed
from gongyue.apps.registry.keys import Erased
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    live_memberships,
    person_of,
    require_can,
    rights_of,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.selectors.people import names_of_people

LISTED = 500
BY_SYSTEM = "本人打印"


@dataclass(frozen=True, kw_only=True)
class PaperCard:
    """One issued paper. `whom`: whom it is about, where the viewer may read the name."""

    paper_id: UUID
    number: str
    kind: str
    kind_label: str
    title: str
    issuer: str
    organisation_id: UUID | None
    person_id: UUID | None
    whom: str
    recipient: str
    issued_on: date
    issued_at: datetime
    state: str
    state_label: str
    replaced_by: UUID | None
    reason: str
    may_end: bool


def papers_of_myself(viewer: User) -> list[PaperCard]:
    """Everything that was issued about the viewer, newest first."""
    link = person_of(viewer)
    if link is None:
        return []
    rows = _loaded(Q(person=link.person_id))
    return [_card(viewer, row, "") for row in rows]


def papers_of_organisation(
    viewer: User, organisation_id: UUID, *, person_id: UUID | None = None
) -> list[PaperCard]:
    """What the organisation issued, newest first; raises NotFound, NotAllowed."""
    require_can(viewer, Can.OPEN_PERSON if person_id else Can.DO_TASKS, organisation_id)
    wanted = Q(organisation=organisation_id)
    rows = _loaded(wanted & Q(person=person_id) if person_id else wanted)
    names = _names(viewer, organisation_id, rows)
    return [_card(viewer, row, names.get(row.person_id, "")) for row in rows]


def paper_page(viewer: User, paper_id: UUID) -> PaperCard:
    """One paper; raises NotFound. The issuer's members need the right to open people's files."""
    paper = _mine(viewer, paper_id)
    organisation_id = paper.organisation_id
    names = _names(viewer, organisation_id, [paper]) if _is_member(viewer, paper) else {}
    return _card(viewer, paper, names.get(paper.person_id, ""))


def pdf_of(viewer: User, paper_id: UUID) -> Iterator[bytes]:
    """The PDF as it was issued; raises NotFound, Refused (gone)."""
    paper = _mine(viewer, paper_id)
    try:
        return read_sealed(place_of(paper.pk), key_of(paper), file_context(paper.pk, "original"))
    except (Erased, FileGone, Unreadable):
        raise Refused("这份文书读不出来了，请联系系统管理员。") from None


def _mine(viewer: User, paper_id: UUID) -> Paper:
    paper = _loaded(Q(pk=paper_id))
    if not paper:
        raise NotFound(NOT_FOR_YOU)
    link = person_of(viewer)
    about_me = link and paper[0].person_id == link.person_id
    if not about_me and not _is_member(viewer, paper[0]):
        raise NotFound(NOT_FOR_YOU)
    return paper[0]


def _is_member(viewer: User, paper: Paper) -> bool:
    needed = Can.OPEN_PERSON if paper.person_id else Can.DO_TASKS
    return any(
        membership.organisation_id == paper.organisation_id and needed in rights_of(membership)
        for membership in live_memberships(viewer)
    )


def _may_end(viewer: User, paper: Paper) -> bool:
    if paper.state != PaperState.VALID:
        return False
    if paper.organisation_id is None:
        return True  # one's own
    return any(
        membership.organisation_id == paper.organisation_id
        and (Can.ANSWER_FOR_FIRM if membership.organisation.kind in EMPLOYERS else Can.DO_TASKS)
        in rights_of(membership)
        for membership in live_memberships(viewer)
    )


def _loaded(wanted: Q) -> list[Paper]:
    rows = Paper.objects.filter(wanted, person__erased_at=None)
    rows = rows.select_related("person__key", "organisation", "replaced_by")
    return list(rows.order_by("-issued_at", "-pk")[:LISTED])


def _names(viewer: User, organisation_id: UUID | None, rows: list[Paper]) -> dict[UUID, str]:
    people = {row.person_id for row in rows if row.person_id}
    if organisation_id is None or not people:
        return {}
    return names_of_people(viewer, organisation_id, people)


def _card(viewer: User, paper: Paper, whom: str) -> PaperCard:
    facts = facts_of(paper)
    return PaperCard(
        paper_id=paper.pk,
        number=paper.number,
        kind=paper.kind,
        kind_label=str(PaperKind(paper.kind).label),
        title=facts["title"],
        issuer=paper.organisation.name if paper.organisation else BY_SYSTEM,
        organisation_id=paper.organisation_id,
        person_id=paper.person_id,
        whom=whom,
        recipient=facts["recipient"],
        issued_on=paper.issued_on,
        issued_at=paper.issued_at,
        state=paper.state,
        state_label=str(PaperState(paper.state).label),
        replaced_by=paper.replaced_by_id,
        reason=facts.get("reason", ""),
        may_end=_may_end(viewer, paper),
    )
