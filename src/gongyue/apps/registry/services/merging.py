"""Saying that two registrations are one, or are not: proposed, decided, undone. Nothing moves.

Who decides: for people, the operator where no account speaks for either; where one does, its holder
alone, because what a firm or an office says never gives an account anything. For organisations, the
operator.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from gongyue.apps.accounts.errors import NotAllowed, NotFound, Refused
from gongyue.apps.accounts.locks import lock_word
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import system_seal
from gongyue.apps.registry.events import organisations_merged
from gongyue.apps.registry.merge_rules import (
    KINDS,
    by_pair,
    entries_of,
    event_before,
    linked_in,
    require_not_built_on,
    require_possible,
    roots,
)
from gongyue.apps.registry.models import Membership, Organisation, Sameness
from gongyue.apps.registry.models.sameness import MOVES, STANDING, SamenessState
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    WITHOUT_RIGHT,
    employs,
    live_memberships,
    person_of,
    rights_of,
)
from gongyue.apps.registry.reach import reaches
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_person, pair_of
from gongyue.apps.registry.stream import append

REASON_LIMIT = 300
HOLDER_DECIDES = "其中一份登记已由本人绑定账号，须本人确认。"


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two registrations, and why somebody says what they say of them."""

    kind: str  # "person" or "organisation"
    one: UUID
    other: UUID
    reason: str
    stays: UUID | None = None  # of two organisations, the one chosen to stay


@transaction.atomic
def propose_same(*, by: User, two: Two, at: datetime) -> Sameness:
    """Say that two may be one; whoever may decide is asked.

    A firm's HR for two of its own people, the operator, or whoever speaks for one of them. Raises
    NotFound, NotAllowed, Refused (erased, two valid numbers, two accounts, decided before).
    """
    reason = _reason(two.reason)
    _lock(two)
    office = _require_can_propose(by, two)
    kept, merged = roots(two.kind, two.one, two.other, stays=two.stays)
    require_possible(two.kind, kept, merged)
    saying = Sameness(
        **{f"kept_{two.kind}_id": kept, f"merged_{two.kind}_id": merged},
        pair=pair_of(kept, merged), state=SamenessState.PROPOSED, proposed_by=by,
        proposed_for=office, proposed_at=at,
    )  # fmt: skip
    return _write(saying, reason, "proposed", by, at)


@transaction.atomic
def confirm_same(*, by: User, saying_id: UUID, at: datetime) -> Sameness:
    """Decide that they are one: from now on the merged registration leads to the kept one."""
    saying = _standing(saying_id)
    _require_can_decide(by, saying)
    # Whoever proposed chose which organisation stays; of people the number and account decide.
    stays = saying.kept_organisation_id
    kept, merged = roots(saying.kind, *saying.both, stays=stays)
    require_possible(saying.kind, kept, merged, but=saying.pk)
    setattr(saying, f"kept_{saying.kind}_id", kept)
    setattr(saying, f"merged_{saying.kind}_id", merged)
    _decide(saying, SamenessState.MERGED, by, at)
    return _told(saying, at)


@transaction.atomic
def merge_at_once(*, by: User, two: Two, at: datetime) -> Sameness:
    """Propose and, where no account stands against it, decide in one; for whoever may decide."""
    saying = propose_same(by=by, two=two, at=at)
    if holder_decides(saying):
        return saying
    return confirm_same(by=by, saying_id=saying.pk, at=at)


@transaction.atomic
def say_apart(*, by: User, saying_id: UUID, at: datetime) -> Sameness:
    """Decide that they are two; the pair is not shown again."""
    saying = _standing(saying_id)
    if by.pk != saying.proposed_by_id or saying.kind == "organisation":
        _require_can_decide(by, saying)
    return _decide(saying, SamenessState.APART, by, at)


@transaction.atomic
def mark_apart(*, by: User, two: Two, at: datetime) -> Sameness:
    """Say at once, without a proposal, that two are not one."""
    reason = _reason(two.reason)
    _lock(two)
    office = _require_can_propose(by, two)
    standing = by_pair(two.one, two.other).filter(state__in=STANDING).first()
    if standing is not None:
        return say_apart(by=by, saying_id=standing.pk, at=at)
    saying = Sameness(
        **{f"kept_{two.kind}_id": two.one, f"merged_{two.kind}_id": two.other},
        pair=pair_of(two.one, two.other), state=SamenessState.APART, proposed_by=by,
        proposed_for=office, proposed_at=at, decided_by=by, decided_at=at,
    )  # fmt: skip
    return _write(saying, reason, "apart", by, at)


@transaction.atomic
def withdraw_same(*, by: User, saying_id: UUID, at: datetime) -> Sameness:
    """Whoever proposed takes it back before anybody decided."""
    saying = _standing(saying_id)
    if by.pk != saying.proposed_by_id:
        raise NotFound(NOT_FOR_YOU)
    _move(saying, SamenessState.WITHDRAWN)
    append(entries_of(saying, "withdrawn", by, at))
    return saying


@transaction.atomic
def undo_same(*, by: User, saying_id: UUID, at: datetime) -> Sameness:
    """Take a decision back: everything is as it was before.

    By whoever decided, or the operator. Refused, naming the record, once somebody has answered a
    record that only the merge let them answer, or another merge stands on this one.
    """
    saying = _standing(saying_id)
    if by.pk != saying.decided_by_id and not _may_merge(by):
        raise NotFound(NOT_FOR_YOU)
    if saying.state == SamenessState.MERGED:
        require_not_built_on(saying)
    was = saying.state
    _move(saying, SamenessState.UNDONE, undone_by=by, undone_at=at)
    append(entries_of(saying, "undone", by, at))
    return _told(saying, at) if was == SamenessState.MERGED else saying


def _told(saying: Sameness, at: datetime) -> Sameness:
    """Both organisations hear of it."""
    if saying.kind == "organisation":
        organisations_merged.send(Sameness, saying=saying, at=at)
    return saying


def holder_decides(saying: Sameness) -> bool:
    """Whether an account speaks for one of the two, so that its holder is asked."""
    return bool(linked_in(saying))


def reason_context(saying_id: UUID) -> str:
    """Where a reason belongs."""
    return f"registry.sameness.reason:{saying_id}"


def _reason(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("请写明理由。", "reason")
    if len(text) > REASON_LIMIT:
        raise Refused(f"理由最多 {REASON_LIMIT} 字。", "reason")
    return text


def _lock(two: Two) -> None:
    if two.kind not in KINDS or two.one == two.other:
        raise NotFound(NOT_FOR_YOU)
    # Both in order, so that two acts on one pair wait for each other and never cross.
    for found in sorted((str(two.one), str(two.other))):
        lock_word("sameness", found)


def _standing(saying_id: UUID) -> Sameness:
    """A saying that stands, locked."""
    saying = Sameness.objects.select_for_update(of=("self",)).filter(pk=saying_id).first()
    if saying is None or saying.state not in STANDING:
        raise NotFound(NOT_FOR_YOU)
    for found in sorted(map(str, saying.both)):
        lock_word("sameness", found)
    return saying


def _write(saying: Sameness, reason: str, what: str, by: User, at: datetime) -> Sameness:
    saying.reason_sealed = system_seal(reason.encode(), reason_context(saying.pk))
    try:
        with transaction.atomic():
            saying.save(force_insert=True)
    except IntegrityError:
        raise Refused("这两份登记已有认定，请刷新页面。") from None
    append(entries_of(saying, what, by, at))
    return saying


def _decide(saying: Sameness, then: str, by: User, at: datetime) -> Sameness:
    saying.pair = pair_of(*saying.both)
    fields = {"decided_by": by, "decided_at": at, "last_event": event_before(), "pair": saying.pair}
    for role in ("kept", "merged"):
        fields[f"{role}_{saying.kind}_id"] = getattr(saying, f"{role}_{saying.kind}_id")
    _move(saying, then, **fields)
    append(entries_of(saying, then, by, at))
    return saying


def _move(saying: Sameness, then: str, **fields: object) -> None:
    """The lawful move, decided by the database: of two at once one wins."""
    lawful = [state for state, after in MOVES.items() if then in after]
    rows = Sameness.objects.filter(pk=saying.pk, state__in=lawful)
    try:
        with transaction.atomic():
            moved = rows.update(state=then, **fields)
    except IntegrityError:
        raise Refused("其中一份登记已经合并到别处，请刷新页面。") from None
    if not moved:
        raise Refused("状态已变，请刷新页面。")
    saying.refresh_from_db()


def _require_can_propose(by: User, two: Two) -> Organisation | None:
    """The organisation in whose name `by` proposes; None for whoever speaks for themself."""
    held = live_memberships(by)
    for membership in held:
        if Can.MERGE_RECORDS in rights_of(membership):
            return membership.organisation
    if two.kind == "organisation":
        return _office_over_both(held, two)
    link = person_of(by)
    if link and {two.one, two.other} & ids_of_person(link.person_id):
        return None
    return _firm_of_both(held, two)


def _firm_of_both(held: list[Membership], two: Two) -> Organisation:
    """The firm that employs both; raises NotFound, NotAllowed."""
    for membership in held:
        firm = membership.organisation
        if employs(firm.pk, two.one) and employs(firm.pk, two.other):
            if Can.IMPORT_RECORDS in rights_of(membership):
                return firm
            raise NotAllowed(WITHOUT_RIGHT)
    raise NotFound(NOT_FOR_YOU)


def _office_over_both(held: list[Membership], two: Two) -> Organisation:
    """The regulator in whose reach both are; raises NotFound."""
    firms = list(Organisation.objects.filter(pk__in=(two.one, two.other)))
    for membership in held:
        may = Can.OPEN_FIRM in rights_of(membership)
        if may and len(firms) == 2 and all(reaches(membership, firm) for firm in firms):
            return membership.organisation
    raise NotFound(NOT_FOR_YOU)


def _require_can_decide(by: User, saying: Sameness) -> None:
    """The holder of the account where there is one; else the operator."""
    holders = linked_in(saying)
    if by.pk in holders:
        # Somebody else must have said so first: nobody takes a namesake's records alone.
        if saying.proposed_by_id == by.pk and saying.state == SamenessState.PROPOSED:
            raise Refused("您提出的合并须由用人单位人事或系统管理员确认。")
        return
    if not _may_merge(by):
        raise NotFound(NOT_FOR_YOU)
    if holders and saying.proposed_by_id not in holders:
        raise Refused(HOLDER_DECIDES)


def _may_merge(by: User) -> bool:
    return any(Can.MERGE_RECORDS in rights_of(membership) for membership in live_memberships(by))
