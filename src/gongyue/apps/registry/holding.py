"""What hangs on a registration of an organisation, counted: apps above the registry add theirs.

declare_holding("待办", lambda ids: Task.objects.filter(organisation__in=ids).count())
"""

from collections.abc import Callable, Collection
from uuid import UUID

from gongyue.apps.registry.models import Employment, Event, ImportBatch, Membership

Counter = Callable[[Collection[UUID]], int]
HOLDINGS: dict[str, Counter] = {}


def declare_holding(label: str, count: Counter) -> None:
    """Add what another app keeps for organisations."""
    HOLDINGS[label] = count


def holdings_of(organisation_ids: Collection[UUID]) -> tuple[tuple[str, int], ...]:
    """(label, number) of everything, noughts too; one query each."""
    return tuple((label, count(organisation_ids)) for label, count in HOLDINGS.items())


def _live(ids: Collection[UUID]) -> int:
    return Employment.objects.filter(organisation__in=ids, is_withdrawn=False).count()


declare_holding("登记的用工", _live)
declare_holding("记录", lambda ids: Event.objects.filter(organisation__in=ids).count())
declare_holding("导入的表格", lambda ids: ImportBatch.objects.filter(organisation__in=ids).count())
declare_holding(
    "成员", lambda ids: Membership.objects.filter(organisation__in=ids, ended_at=None).count()
)
