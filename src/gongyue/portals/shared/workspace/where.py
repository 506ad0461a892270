"""Which organisation a list belongs to: the desk it stands on."""

from uuid import UUID

from django.http import HttpRequest

from gongyue.apps.accounts.errors import NotFound
from gongyue.portals.shared.desks import Desk, desk_of
from gongyue.portals.shared.viewer import PORTAL_OF_KIND


def desk_here(request: HttpRequest, portal: str) -> Desk | None:
    """The desk of that portal; None on pages of one's own, or for whoever has none there."""
    kinds = [kind for kind, name in PORTAL_OF_KIND.items() if name == portal]
    if not kinds:
        return None
    try:
        return desk_of(request, portal, kinds)
    except NotFound:
        return None


def organisation_here(request: HttpRequest, portal: str) -> UUID | None:
    """The organisation of that desk, or None."""
    desk = desk_here(request, portal)
    return desk.pk if desk else None
