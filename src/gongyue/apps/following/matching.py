"""Whether a change concerns what somebody follows."""

from gongyue.apps.following.models import LawChange
from gongyue.apps.registry.permissions import covers
from gongyue.law.due import INVENTED, NATION
from gongyue.law.rulebook import BOOK, Refusal
from gongyue.law.tracking.items import VALUE


def concerns(change: LawChange, *, rule: str = "", place: str = "") -> bool:
    """`rule` and `place` narrow; empty means any. Invented places only to who names them."""
    if rule and rule not in change.rules:
        return False
    if not place:
        return not change.place.startswith(INVENTED)
    return holds_in(change.place, place) and not _replaced(change, place)


def _replaced(change: LawChange, place: str) -> bool:
    """Whether the place has a nearer table of its own: then a wider one says nothing of it."""
    if change.what != VALUE or change.place == place or not is_wider(change.place, place):
        return False
    try:
        return BOOK.parameter(change.name, place).place != change.place
    except Refusal:
        return False  # it has just ended: nothing is nearer


def is_wider(changed: str, place: str) -> bool:
    return changed == NATION or covers(changed, place)


def holds_in(changed: str, place: str) -> bool:
    """Whether what is set for `changed` may hold in `place`, or lies inside of it: 430000 holds in
    430121, 430121 lies in 430100."""
    return is_wider(changed, place) or covers(place, changed)
