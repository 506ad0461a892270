"""What changed: for everybody, by date; one change with both sides; what one follows of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongyue.apps.accounts.models import User
from gongyue.apps.following.followings import followings_of
from gongyue.apps.following.hooks.payload import as_object
from gongyue.apps.following.matching import concerns
from gongyue.apps.following.models import LawChange
from gongyue.apps.registry.permissions import reach_prefix
from gongyue.law.due import INVENTED, NATION
from gongyue.law.registry import RULES, Rule
from gongyue.law.tracking import said_of
from gongyue.law.tracking.telling import MARKS, amount, source_text

FOLLOWED_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Side:
    """A row as it was or is."""

    amount: str
    first: str
    source: str
    source_text: str
    mark: str
    checked_until: str
    note: str
    doubt: str


@dataclass(frozen=True, kw_only=True)
class ChangeView:
    """One change in words. `before` and `after` are sides of a value; None for acts and rules."""

    change_id: int
    kind: str
    kind_label: str
    what: str
    place: str
    place_name: str
    name: str
    label: str
    said: str
    first_on: date | None
    found_at: datetime
    source: str
    source_text: str
    before: Side | None
    after: Side | None
    rules: tuple[Rule, ...]


def changes_listed(*, place: str = "", rule: str = "", kind: str = "") -> QuerySet[LawChange]:
    """The newest first; `place` leaves what holds there or lies inside of it, `rule` what that
    calculation reads. Make views of a page by `change_views`."""
    rows = LawChange.objects.order_by("-found_at", "-pk")
    if not place.startswith(INVENTED):
        rows = rows.exclude(place__startswith=INVENTED)
    if place:
        rows = rows.filter(_in_place(place))
    if rule:
        rows = rows.filter(pk__in=_of_rule(rule))
    return rows.filter(kind=kind) if kind else rows


def _in_place(place: str) -> Q:
    wider = {NATION, place, f"{place[:4]}00", f"{place[:2]}0000"}
    return Q(place__in=wider) | Q(place__startswith=reach_prefix(place) or place)


def _of_rule(rule: str) -> list[int]:
    """SQLite looks into no JSON list: the lists are short, the changes some hundred a year."""
    rows = LawChange.objects.values_list("pk", "rules")
    return [pk for pk, names in rows if rule in names]


def changes_after(
    number: int, *, place: str = "", rule: str = "", most: int = 100
) -> list[dict[str, Any]]:
    """Those with a higher number, the oldest first, as objects for programs."""
    rows = changes_listed(place=place, rule=rule).filter(pk__gt=number).order_by("pk")
    return [as_object(row) for row in rows[:most]]


def change_found(change_id: int) -> LawChange | None:
    return LawChange.objects.filter(pk=change_id).first()


def change_views(rows: Sequence[LawChange]) -> list[ChangeView]:
    return [_view(row) for row in rows]


def changes_followed(viewer: User, organisation_id: UUID | None) -> list[ChangeView]:
    """The newest changes of what is followed. Raises NotFound, NotAllowed."""
    wanted = followings_of(viewer, organisation_id)
    rows = LawChange.objects.order_by("-found_at", "-pk")[:FOLLOWED_SHOWN] if wanted else ()
    mine = [r for r in rows if any(concerns(r, rule=w.rule, place=w.place) for w in wanted)]
    return change_views(mine[:20])


def _view(row: LawChange) -> ChangeView:
    shown = row.after or row.before or {}
    source = str(shown.get("source") or (row.name if row.what == "act" else ""))
    return ChangeView(
        change_id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        what=row.what,
        place=row.place,
        place_name=row.place_name,
        name=row.name,
        label=row.label,
        said=said_of(row.kind, row.what, row.unit, row.before, row.after),
        first_on=row.first_on,
        found_at=row.found_at,
        source=source,
        source_text=source_text(shown) or (row.label if row.what == "act" else ""),
        before=_side(row, row.before),
        after=_side(row, row.after),
        rules=tuple(RULES[name] for name in row.rules if name in RULES),
    )


def _side(row: LawChange, side: dict[str, str] | None) -> Side | None:
    if side is None or row.what != "value":
        return None
    return Side(
        amount=amount(side, row.unit),
        first=side["first"],
        source=side["source"],
        source_text=source_text(side),
        mark=MARKS[side["mark"]],
        checked_until=side["checked_until"],
        note=side.get("note") or "",
        doubt=side.get("doubt") or "",
    )
