"""The saved filters of a list."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from gongyue.apps.accounts.models import User
from gongyue.apps.workspace.models import SavedFilter


@dataclass(frozen=True, kw_only=True)
class FilterView:
    """One chip above the list. `whose`: empty for one's own, else that it is shared."""

    filter_id: int
    name: str
    query: str
    is_mine: bool
    is_default: bool


def filters_of(viewer: User, page: str, organisation_id: UUID | None) -> list[FilterView]:
    """One's own at this desk, then what colleagues share in it."""
    if not viewer.is_authenticated:
        return []
    seen = Q(user=viewer, organisation=organisation_id)
    if organisation_id is not None:
        seen |= Q(organisation=organisation_id, is_shared=True)
    rows = SavedFilter.objects.filter(seen, page=page).order_by("name", "pk")[:60]
    views = [_view(row, viewer) for row in rows]
    return sorted(views, key=lambda view: not view.is_mine)


def default_query(viewer: User, page: str, organisation_id: UUID | None) -> str:
    """What the list opens with when nothing is asked; empty for none."""
    rows = SavedFilter.objects.filter(
        user=viewer, organisation=organisation_id, page=page, is_default=True
    )
    return rows.values_list("query", flat=True).first() or ""


def _view(row: SavedFilter, viewer: User) -> FilterView:
    return FilterView(
        filter_id=row.pk,
        name=row.name,
        query=row.query,
        is_mine=row.user_id == viewer.pk,
        is_default=row.is_default and row.user_id == viewer.pk,
    )
