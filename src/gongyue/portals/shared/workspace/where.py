"""Which organisation a list belongs to: the desk it stands on."""

from uuid import UUID

from django.http import HttpRequest

from gongyue.apps.accounts.errors import NotFound
from gongyue.portals.shared.desks import desk_of
from gongyue.portals.shared.viewer import PORTAL_OF_KIND


def organisation_here(request: HttpRequest, portal: str) -> UUID | None:
    """The desk's organisation; None on pages of one's own, or without a desk there."""
    kinds = [kind for kind, name in PORTAL_OF_KIND.items() if name == portal]
    if not kinds:
        return None
    try:
        return desk_of(request, portal, kinds).pk
    except NotFound:
        return None
