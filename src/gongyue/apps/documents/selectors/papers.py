"""Papers as both sides see them: who issued what about whom, and whether it is valid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from gongyue.apps.accounts.errors import NotAllowed
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.keys import facts_of
from gongyue.apps.documents.models import Paper, PaperKind, PaperState
from gongyue.apps.documents.permissions import (
    answers_for,
    is_member_for,
    loaded_papers,
    paper_for,
)
from gongyue.apps.registry.identifiers import is_sample
from gongyue.apps.registry.permissions import (
    WITHOUT_RIGHT,
    live_memberships,
    person_of,
    require_can,
)
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, ids_of_person
from gongyue.apps.registry.selectors.people import names_of_people
from gongyue.apps.registry.visibility import require_not_hidden

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
    pages: int
    may_end: bool

    @property
    def is_sample(self) -> bool:
        """Of invented people, for learning."""
        return is_sample(self.organisation_id) or is_sample(self.person_id)


def papers_of_myself(viewer: User) -> list[PaperCard]:
    """Everything that was issued about the viewer, newest first."""
    link = person_of(viewer)
    if link is None:
        return []
    rows = loaded_papers(Q(person__in=ids_of_person(link.person_id)))[:LISTED]
    return [_card(viewer, row, "") for row in rows]


def papers_of_organisation(
    viewer: User, organisation_id: UUID, *, person_id: UUID | None = None
) -> list[PaperCard]:
    """What the organisation issued, newest first; raises NotFound, NotAllowed."""
    require_can(viewer, Can.OPEN_PERSON if person_id else Can.DO_TASKS, organisation_id)
    require_not_hidden(viewer, organisation_id, person_id)
    wanted = Q(organisation__in=ids_of_organisation(organisation_id))
    if person_id:
        wanted &= Q(person__in=ids_of_person(person_id))
    rows = list(loaded_papers(wanted)[:LISTED])
    names = _names(viewer, organisation_id, rows)
    return [_card(viewer, row, names.get(row.person_id, "")) for row in rows]


def paper_page(viewer: User, paper_id: UUID) -> PaperCard:
    """One paper; raises NotFound. The issuer's members need the right to open people's files."""
    paper = paper_for(viewer, paper_id)
    member = is_member_for(viewer, paper)
    names = _names(viewer, paper.organisation_id, [paper]) if member else {}
    return _card(viewer, paper, names.get(paper.person_id, ""))


def paper_to_end(viewer: User, paper_id: UUID) -> PaperCard:
    """As paper_page, for whoever may void it; raises NotAllowed to the others concerned."""
    card = paper_page(viewer, paper_id)
    if not card.may_end:
        raise NotAllowed(WITHOUT_RIGHT)
    return card


def _may_end(viewer: User, paper: Paper) -> bool:
    if paper.state != PaperState.VALID:
        return False
    if paper.organisation_id is None:
        return True  # one's own
    return any(
        membership.organisation_id == paper.organisation_id and answers_for(membership)
        for membership in live_memberships(viewer)
    )


def _names(viewer: User, organisation_id: UUID | None, rows: Iterable[Paper]) -> dict[UUID, str]:
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
        pages=facts.get("pages", 1),
        may_end=_may_end(viewer, paper),
    )
