"""Whether a change concerns what somebody follows."""

from gongyue.apps.following.models import LawChange
from gongyue.apps.registry.permissions import covers
from gongyue.law.due import INVENTED, NATION


def concerns(change: LawChange, *, rule: str = "", place: str = "") -> bool:
    """`rule` and `place` narrow; empty means any. Invented places only to who names them."""
    if rule and rule not in change.rules:
        return False
    if not place:
        return not change.place.startswith(INVENTED)
    return holds_in(change.place, place)


def holds_in(changed: str, place: str) -> bool:
    """Whether what is set for `changed` may hold in `place`, or lies inside of it: 430000 holds in
    430121, 430121 lies in 430100."""
    return changed == NATION or covers(changed, place) or covers(place, changed)
