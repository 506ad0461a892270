"""Who may hand in, see and withdraw a document. A stranger gets NotFound."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.models import User
from gongyue.apps.documents.models import Document, Paper
from gongyue.apps.documents.rules import rule_of
from gongyue.apps.registry.models import Employment, Membership
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    employs,
    live_memberships,
    rights_of,
    speaks_for,
)
from gongyue.apps.registry.roles import EMPLOYERS, Can
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.visibility import hides

OWN, MEMBER, RULE, OFFICE = "own", "member", "rule", "office"


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose a document is: a person, an organisation, or both; and what it is about
    ("app.thing:id", see rules.py)."""

    person_id: UUID | None = None
    organisation_id: UUID | None = None
    about: str = ""


def require_can_add(by: User, owner: Owner) -> None:
    """Raises NotFound, NotAllowed, Refused (nobody and nothing it belongs to)."""
    if not (owner.person_id or owner.organisation_id or owner.about):
        raise Refused("没有写明文件是谁的、关于什么。")
    rule = rule_of(owner.about)
    if rule is not None and rule.may_add(by, owner.about):
        return None
    if speaks_for(by, owner.person_id):
        return _require_own_firm(owner)
    held = _memberships_in(by, owner.organisation_id)
    if not held:
        raise NotFound(NOT_FOR_YOU)
    if owner.person_id and not employs(held[0].organisation_id, owner.person_id):
        raise NotFound(NOT_FOR_YOU)
    if not any(_may_add_for(membership, owner) for membership in held):
        raise NotAllowed(WITHOUT_RIGHT)
    return None


def way_to_see(by: User, document: Document) -> str:
    """How `by` may see it: own, member, rule or office (a regulator). Raises NotFound, NotAllowed.

    Where a person is concerned, all but "own" leave a trace: services/opening.py.
    """
    if speaks_for(by, document.person_id):
        return OWN
    if held := _memberships_in(by, document.organisation_id):
        return _as_member(held, document)
    rule = rule_of(document.about)
    if rule is not None and rule.may_see(by, document.about):
        return RULE
    if document.person_id and document.organisation_id and _is_inspector(by):
        return OFFICE  # registry.services.access decides about reach and purpose
    raise NotFound(NOT_FOR_YOU)


def may_withdraw(by: User, document: Document) -> bool:
    """Whoever handed it in; or the organisation's own file, by those who answer for it."""
    if document.added_by_id == by.pk:
        return True
    held = _memberships_in(by, document.organisation_id)
    return document.person_id is None and any(answers_for(membership) for membership in held)


def require_can_withdraw(by: User, document: Document) -> None:
    """Raises NotFound, NotAllowed."""
    if not may_withdraw(by, document):
        way_to_see(by, document)
        raise NotAllowed("文件是谁提交的，由谁撤回或更换。")


def paper_for(viewer: User, paper_id: UUID) -> Paper:
    """The paper, for whom it is about and for members of its issuer; raises NotFound."""
    paper = loaded_papers(Q(pk=paper_id)).first()
    if paper is None:
        raise NotFound(NOT_FOR_YOU)
    if not speaks_for(viewer, paper.person_id) and not is_member_for(viewer, paper):
        raise NotFound(NOT_FOR_YOU)
    return paper


def loaded_papers(wanted: Q) -> QuerySet[Paper]:
    """Papers of people not erased, newest first, with what their views need."""
    rows = Paper.objects.filter(wanted, person__erased_at=None)
    rows = rows.select_related("person__key", "organisation", "replaced_by")
    return rows.order_by("-issued_at", "-pk")


def is_member_for(viewer: User, paper: Paper) -> bool:
    """Whether the viewer reads it as a member of its issuer."""
    needed = Can.OPEN_PERSON if paper.person_id else Can.DO_TASKS
    held = _memberships_in(viewer, paper.organisation_id)
    return any(needed in rights_of(m) and not hides(m, paper.person_id) for m in held)


def answers_for(membership: Membership) -> bool:
    """Whether a member speaks for the organisation: issues and ends its papers."""
    needed = Can.ANSWER_FOR_FIRM if membership.organisation.kind in EMPLOYERS else Can.DO_TASKS
    return needed in rights_of(membership)


def _require_own_firm(owner: Owner) -> None:
    """One's own file may be shared with a firm one works or worked for, and with no other."""
    shared = owner.organisation_id
    if shared and not employs(shared, owner.person_id):  # type: ignore[arg-type]
        raise Refused("只能交给登记过您的用人单位。", "organisation")


def _memberships_in(by: User, organisation_id: UUID | None) -> list[Membership]:
    if organisation_id is None:
        return []
    return [m for m in live_memberships(by) if m.organisation_id == organisation_id]


def _as_member(held: list[Membership], document: Document) -> str:
    needed = Can.OPEN_PERSON if document.person_id else Can.DO_TASKS
    if any(needed in rights_of(m) and not hides(m, document.person_id) for m in held):
        return MEMBER
    raise NotAllowed(WITHOUT_RIGHT)


def _may_add_for(membership: Membership, owner: Owner) -> bool:
    if owner.person_id or membership.organisation.kind in EMPLOYERS:
        return answers_for(membership)
    return Can.DO_TASKS in rights_of(membership)


def _is_inspector(by: User) -> bool:
    return any(Can.OPEN_FIRM in rights_of(membership) for membership in live_memberships(by))


def firms_of_person(person_id: UUID) -> list[tuple[UUID, str]]:
    """(id, name) of the firms that have declared the person, to share a file with."""
    rows = Employment.objects.filter(person__in=ids_of_person(person_id), is_withdrawn=False)
    found = rows.values_list("organisation", "organisation__name").distinct()
    return list(found.order_by("organisation__name"))
