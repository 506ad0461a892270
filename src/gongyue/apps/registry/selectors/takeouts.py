"""The viewer's exports and their request to be erased."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from gongyue.apps.accounts.models import User
from gongyue.apps.registry.delegating import Act
from gongyue.apps.registry.models import ErasureRequest, Takeout
from gongyue.apps.registry.models.takeouts import ErasureState, TakeoutState
from gongyue.apps.registry.permissions import require_person_of
from gongyue.apps.registry.sameness import ids_of_person
from gongyue.apps.registry.services.delegations import require_delegated


@dataclass(frozen=True, kw_only=True)
class TakeoutView:
    """One export: whether it can be fetched, until when, how large."""

    takeout_id: UUID
    asked_at: datetime
    state: str
    state_label: str
    delete_on: date
    kilobytes: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class ErasureView:
    """A request that waits. `reasons`: (what, until, citation)."""

    number: str
    asked_at: datetime
    retain_until: date
    reasons: tuple[tuple[str, str, str], ...]


def takeouts_for(viewer: User, grantor: User | None, *, on: date) -> list[TakeoutView]:
    """One's own exports; a delegate sees those they asked for. Raises NotFound, Refused."""
    if grantor is not None:
        require_delegated(by=viewer, grantor=grantor, act=Act.EXPORT, on=on)
    person_id = require_person_of(grantor or viewer).person_id
    rows = Takeout.objects.filter(person__in=ids_of_person(person_id))
    if grantor is not None:
        rows = rows.filter(asked_by=viewer)
    return [_view(row) for row in rows.order_by("-asked_at")[:20]]


def erasure_of_myself(viewer: User) -> ErasureView | None:
    """The viewer's request that waits for its day."""
    person_id = require_person_of(viewer).person_id
    rows = ErasureRequest.objects.filter(person__in=ids_of_person(person_id))
    row = rows.filter(state=ErasureState.WAITING).first()
    if row is None:
        return None
    reasons = tuple((one["what"], one["until"], one["citation"]) for one in row.reasons)
    return ErasureView(
        number=row.number,
        asked_at=row.asked_at,
        retain_until=row.retain_until,
        reasons=reasons,
    )


def _view(row: Takeout) -> TakeoutView:
    return TakeoutView(
        takeout_id=row.pk,
        asked_at=row.asked_at,
        state=row.state,
        state_label=str(TakeoutState(row.state).label),
        delete_on=row.delete_on,
        kilobytes=-(-row.size // 1024),
        rows=row.rows,
    )
