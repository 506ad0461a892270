"""Pairs of people who may be one, side by side, and what has been said of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.accounts.vault import system_unseal
from gongyue.apps.registry.identity import Card, card_of, identity_of
from gongyue.apps.registry.keys import Erased, unwrapped
from gongyue.apps.registry.models import DuplicatePair, Employment, PersonLink, Sameness
from gongyue.apps.registry.models.sameness import STANDING, SamenessState
from gongyue.apps.registry.permissions import (
    NOT_FOR_YOU,
    person_of,
    require_can_anywhere,
    require_can_import,
)
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_person, pair_of
from gongyue.apps.registry.services.merging import reason_context
from gongyue.kernel.ids import mask_identity, mask_mobile

SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class ReasonLine:
    """How one field speaks; `bits` above nought for the same."""

    field: str
    words: str
    bits: str

    @property
    def speaks(self) -> str:
        """for, against or not at all."""
        return "none" if self.bits in {"0.0", "-0.0"} else "no" if self.bits[0] == "-" else "yes"


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two as the viewer's side wrote them; numbers masked."""

    person_id: UUID
    name: str
    id_number_masked: str
    phone_masked: str
    jobs: tuple[str, ...]
    is_linked: bool


@dataclass(frozen=True, kw_only=True)
class PairView:
    """`left` and `right` are None where the viewer has not opened them."""

    pair_id: int
    percent: int
    verdict: str
    reasons: tuple[ReasonLine, ...]
    saying: "SayingView | None"
    left: Side | None = None
    right: Side | None = None


@dataclass(frozen=True, kw_only=True)
class SayingView:
    """What was said of two; `reason` in the words of whoever said it."""

    saying_id: UUID
    state: str
    state_label: str
    kind: str
    reason: str
    office: str
    at: datetime
    decided_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """A proposal that waits for the viewer: is this other registration you, too?"""

    saying: SayingView
    firm: str
    post: str
    hired_on: date | None
    name: str


def duplicates_of_firm(viewer: User, organisation_id: UUID) -> list[PairView]:
    """Pairs both of whom the firm employs or employed, likeliest first, with their names."""
    require_can_import(viewer, organisation_id)
    pairs = list(_of_firm(organisation_id)[:SHOWN])
    return _with_sides(pairs, viewer, organisation_id)


def duplicate_of_firm(viewer: User, organisation_id: UUID, pair_id: int) -> PairView:
    """One of them; raises NotFound, NotAllowed."""
    require_can_import(viewer, organisation_id)
    pair = _of_firm(organisation_id).filter(pk=pair_id).first()
    if pair is None:
        raise NotFound(NOT_FOR_YOU)
    return _with_sides([pair], viewer, organisation_id)[0]


def people_of_pair(viewer: User, pair_id: int) -> tuple[UUID, UUID]:
    """Who they are, for the operator's opening; raises NotFound, NotAllowed."""
    require_can_anywhere(viewer, Can.MERGE_RECORDS)
    pair = DuplicatePair.objects.filter(pk=pair_id, organisation=None).first()
    if pair is None:
        raise NotFound(NOT_FOR_YOU)
    return pair.left_id, pair.right_id


def duplicates_of_city(viewer: User, limit: int = SHOWN) -> tuple[list[PairView], int]:
    """The likeliest pairs of everybody without a name, and how many there are in all."""
    require_can_anywhere(viewer, Can.MERGE_RECORDS)
    rows = _open(DuplicatePair.objects.filter(organisation=None))
    return _views(list(rows[:limit]), viewer), rows.count()


def pair_for_operator(viewer: User, pair_id: int) -> PairView:
    """Both sides as all firms wrote them. Call services.pairs.open_pair first."""
    require_can_anywhere(viewer, Can.MERGE_RECORDS)
    pair = DuplicatePair.objects.filter(pk=pair_id, organisation=None).first()
    if pair is None:
        raise NotFound(NOT_FOR_YOU)
    return _with_sides([pair], viewer, None)[0]


def sayings_of_city(viewer: User, limit: int = SHOWN) -> list[SayingView]:
    """What stands of people and what was undone, newest first, for the operator."""
    require_can_anywhere(viewer, Can.MERGE_RECORDS)
    rows = Sameness.objects.filter(kept_person__isnull=False)
    rows = rows.select_related("proposed_for").order_by("-proposed_at")
    return [saying_view(row, viewer) for row in rows[:limit]]


def questions_for_me(viewer: User) -> list[Question]:
    """Proposals about the viewer's own registration; empty without a link."""
    link = person_of(viewer)
    if link is None:
        return []
    mine = ids_of_person(link.person_id)
    about = Q(kept_person__in=mine) | Q(merged_person__in=mine)
    rows = Sameness.objects.filter(about, state=SamenessState.PROPOSED)
    rows = rows.exclude(proposed_by=viewer).select_related("proposed_for").order_by("proposed_at")
    return [found for row in rows for found in [_question(row, mine, viewer)] if found]


def _question(row: Sameness, mine: frozenset[UUID], viewer: User) -> Question | None:
    other = next((found for found in row.both if found not in mine), None)
    held = Employment.objects.filter(person=other, is_withdrawn=False)
    if row.proposed_for_id:
        own = held.filter(organisation=row.proposed_for_id)
        held = own if own.exists() else held
    job = held.select_related("organisation", "person__key").order_by("-hired_on").first()
    if job is None:
        return None
    return Question(saying=saying_view(row, viewer), firm=job.organisation.name, post=job.post,
                    hired_on=job.hired_on, name=_card(job).name)  # fmt: skip


def _of_firm(organisation_id: UUID) -> QuerySet[DuplicatePair]:
    return _open(DuplicatePair.objects.filter(organisation=organisation_id))


def _open(rows: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    """Not yet decided: neither one nor two."""
    decided = Sameness.objects.filter(
        Q(kept_person=OuterRef("left"), merged_person=OuterRef("right"))
        | Q(kept_person=OuterRef("right"), merged_person=OuterRef("left")),
        state__in=(SamenessState.MERGED, SamenessState.APART),
    )
    return rows.filter(~Exists(decided)).order_by(F("in_ten_thousand").desc(), "pk")


def _views(pairs: list[DuplicatePair], viewer: User) -> list[PairView]:
    """One query for what was said of them all."""
    keys = {pair_of(pair.left_id, pair.right_id): pair for pair in pairs}
    said = Sameness.objects.filter(pair__in=keys, state__in=STANDING)
    sayings = {row.pair: saying_view(row, viewer) for row in said.select_related("proposed_for")}
    return [
        PairView(
            pair_id=pair.pk,
            percent=min(pair.in_ten_thousand // 100, 99),
            verdict=pair.verdict,
            reasons=tuple(
                ReasonLine(field=field, words=words, bits=bits)
                for field, words, bits in pair.reasons
            ),
            saying=sayings.get(key),
        )
        for key, pair in keys.items()
    ]


def _with_sides(
    pairs: list[DuplicatePair], viewer: User, organisation_id: UUID | None
) -> list[PairView]:
    """Three queries however many pairs."""
    people = {person for pair in pairs for person in (pair.left_id, pair.right_id)}
    held = Employment.objects.filter(person__in=people, is_withdrawn=False)
    if organisation_id:
        held = held.filter(organisation=organisation_id)
    jobs: dict[UUID, list[Employment]] = defaultdict(list)
    for job in held.select_related("organisation", "person__key").order_by("-hired_on", "-pk"):
        jobs[job.person_id].append(job)
    links = PersonLink.objects.filter(person__in=people, ended_at=None)
    linked = set(links.values_list("person", flat=True))
    sides = {
        person: _side(person, jobs[person], organisation_id, is_linked=person in linked)
        for person in people
    }
    return [
        replace(view, left=sides[pair.left_id], right=sides[pair.right_id])
        for view, pair in zip(_views(pairs, viewer), pairs, strict=True)
    ]


def _side(
    person_id: UUID, jobs: list[Employment], organisation_id: UUID | None, *, is_linked: bool
) -> Side:
    cards = [_card(job) for job in jobs]
    if not organisation_id and jobs:
        cards.insert(0, _identity(jobs[0]))
    return Side(
        person_id=person_id,
        name="、".join(dict.fromkeys(card.name for card in cards if card.name)),
        id_number_masked=_first(mask_identity(card.id_number) for card in cards if card.id_number),
        phone_masked=_first(mask_mobile(card.phone) for card in cards if card.phone),
        jobs=tuple(_job(job, with_firm=organisation_id is None) for job in jobs[:5]),
        is_linked=is_linked,
    )


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")


def _job(job: Employment, *, with_firm: bool) -> str:
    parts = [job.organisation.name if with_firm else "", job.department, job.post]
    began = f"{job.hired_on:%Y-%m} 入职" if job.hired_on else ""
    return " · ".join(part for part in (*parts, began) if part)


def _card(job: Employment) -> Card:
    try:
        return card_of(job, unwrapped(job.person.key))
    except Erased:
        return Card(name="已删除")


def _identity(job: Employment) -> Card:
    try:
        return identity_of(job.person)
    except Erased:
        return Card()


def saying_view(row: Sameness, viewer: User) -> SayingView:
    """What was said of two, in the words of whoever said it; the caller has checked the viewer."""
    return SayingView(
        saying_id=row.pk,
        state=row.state,
        state_label=str(SamenessState(row.state).label),
        kind=row.kind,
        reason=system_unseal(row.reason_sealed, reason_context(row.pk)).decode(),
        office=row.proposed_for.name if row.proposed_for else "本人",
        at=row.proposed_at,
        decided_at=row.decided_at,
        is_mine=row.proposed_by_id == viewer.pk,
    )
