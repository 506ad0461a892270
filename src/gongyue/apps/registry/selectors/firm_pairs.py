"""Organisations that may be one: for the operator, and for the regulator in whose reach both are.

Names of firms and numbers of records; nothing of a person. Whoever may read a pair may say
something of it: services.merging.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.accounts.models import User
from gongyue.apps.registry.holding import holdings_of
from gongyue.apps.registry.models import FirmPair, Organisation, Sameness
from gongyue.apps.registry.models.sameness import STANDING, SamenessState
from gongyue.apps.registry.permissions import NOT_FOR_YOU, live_memberships, rights_of
from gongyue.apps.registry.reach import firms_within, office_membership
from gongyue.apps.registry.roles import Can
from gongyue.apps.registry.sameness import ids_of_organisation, pair_of
from gongyue.apps.registry.selectors.duplicates import ReasonLine, SayingView, saying_view

SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class FirmSide:
    """One of the two. `holds`: (what hangs on this registration, how much)."""

    organisation_id: UUID
    name: str
    kind_label: str
    credit_code: str
    place: str
    address: str
    registered_at: datetime
    holds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class FirmPairView:
    """Two organisations side by side, why they are alike, and what has been said of them."""

    pair_id: int
    percent: int
    reasons: tuple[ReasonLine, ...]
    left: FirmSide
    right: FirmSide
    saying: SayingView | None

    @property
    def why(self) -> str:
        """What speaks for the two being one, in one line."""
        told = (f"{line.field}：{line.words}" for line in self.reasons if line.speaks == "yes")
        return "；".join(told)

    @property
    def holds(self) -> tuple[tuple[str, int, int], ...]:
        """(what, of the left, of the right)."""
        both = zip(self.left.holds, self.right.holds, strict=True)
        return tuple((label, one, other) for (label, one), (_, other) in both)


@dataclass(frozen=True, kw_only=True)
class FirmSaying:
    """What was said of two organisations: `kept` stays where they were merged."""

    saying: SayingView
    kept: str
    merged: str


def firm_pairs(viewer: User, office_id: UUID) -> list[FirmPairView]:
    """Pairs nobody decided yet, likeliest first; raises NotFound. Three queries."""
    rows = list(_pairs(viewer, office_id)[:SHOWN])
    return _views(rows, viewer)


def firm_pair(viewer: User, office_id: UUID, pair_id: int) -> FirmPairView:
    """One of them with what hangs on each side; raises NotFound."""
    row = _pairs(viewer, office_id).filter(pk=pair_id).first()
    if row is None:
        raise NotFound(NOT_FOR_YOU)
    return _views([row], viewer, counted=True)[0]


def firm_sayings(viewer: User, office_id: UUID) -> list[FirmSaying]:
    """What stands and what was undone, newest first, in the office's reach; raises NotFound."""
    reach = _reach(viewer, office_id)
    firms = Organisation.objects.filter(reach)
    rows = Sameness.objects.filter(kept_organisation__in=firms, merged_organisation__in=firms)
    names = ("proposed_for", "kept_organisation", "merged_organisation")
    rows = rows.select_related(*names).order_by("-proposed_at")[:SHOWN]
    return [
        FirmSaying(
            saying=saying_view(row, viewer),
            kept=row.kept_organisation.name,
            merged=row.merged_organisation.name,
        )
        for row in rows
    ]


def _reach(viewer: User, office_id: UUID) -> Q:
    """Which organisations: all for whoever merges, else those the regulator's member may open."""
    for membership in live_memberships(viewer):
        if membership.organisation_id == office_id and Can.MERGE_RECORDS in rights_of(membership):
            return Q()
    return firms_within(office_membership(viewer, office_id, Can.OPEN_FIRM))


def _pairs(viewer: User, office_id: UUID) -> QuerySet[FirmPair]:
    firms = Organisation.objects.filter(_reach(viewer, office_id))
    decided = Sameness.objects.filter(
        Q(kept_organisation=OuterRef("left"), merged_organisation=OuterRef("right"))
        | Q(kept_organisation=OuterRef("right"), merged_organisation=OuterRef("left")),
        state__in=(SamenessState.MERGED, SamenessState.APART),
    )
    rows = FirmPair.objects.filter(~Exists(decided), left__in=firms, right__in=firms)
    return rows.select_related("left", "right").order_by("-in_ten_thousand", "pk")


def _views(rows: Iterable[FirmPair], viewer: User, *, counted: bool = False) -> list[FirmPairView]:
    keys = {pair_of(row.left_id, row.right_id): row for row in rows}
    said = Sameness.objects.filter(pair__in=keys, state__in=STANDING)
    sayings = {row.pair: saying_view(row, viewer) for row in said.select_related("proposed_for")}
    return [
        FirmPairView(
            pair_id=row.pk,
            percent=min(row.in_ten_thousand // 100, 99),
            reasons=tuple(ReasonLine(field=f, words=words, bits=b) for f, words, b in row.reasons),
            left=_side(row.left, counted=counted),
            right=_side(row.right, counted=counted),
            saying=sayings.get(key),
        )
        for key, row in keys.items()
    ]


def _side(firm: Organisation, *, counted: bool) -> FirmSide:
    return FirmSide(
        organisation_id=firm.pk,
        name=firm.name,
        kind_label=str(firm.get_kind_display()),
        credit_code=firm.credit_code or "",
        place=firm.place,
        address=firm.address,
        registered_at=firm.registered_at,
        holds=holdings_of(ids_of_organisation(firm.pk)) if counted else (),
    )
