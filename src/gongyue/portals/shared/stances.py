"""What the firm's check-up found and what the worker says to it, as two sides."""

from gongyue.apps.checkup.selectors import FindingRow
from gongyue.apps.registry.selectors.records import StanceView
from gongyue.portals.shared.sides import Side, State, TwoSides

WORDS = {"confirmed": "是这样", "disputed": "不是这样"}


def sides_of_finding(row: FindingRow) -> TwoSides:
    """The check-up is the firm's word on its own records; the worker agrees or says otherwise."""
    worker = _latest(row, "worker")
    return TwoSides(
        title="双方怎么说",
        state=_state(worker),
        worker=_side(worker) if worker else None,
        firm=_firm(row),
    )


def _latest(row: FindingRow, side: str) -> StanceView | None:
    return next((stance for stance in reversed(row.stances) if stance.side == side), None)


def _state(worker: StanceView | None) -> State:
    if worker is None:
        return State.WAITING
    return State.AGREED if worker.kind == "confirmed" else State.DISPUTED


def _side(stance: StanceView) -> Side:
    return Side(value=WORDS[stance.kind], words=stance.words, at=stance.at, proof=stance.proof)


def _firm(row: FindingRow) -> Side:
    said = row.settlement_label or "体检发现，还没有处理"
    return Side(value=said, by=row.organisation, at=row.settled_at)
