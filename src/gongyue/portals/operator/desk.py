"""The desk of this portal: whose it is."""

from django.http import HttpRequest

from gongyue.apps.registry.roles import Kind
from gongyue.portals.shared import desks

KINDS = frozenset({Kind.OPERATOR})


def my_desk(request: HttpRequest) -> desks.Desk:
    """Raises NotFound for whoever has no desk here."""
    return desks.desk_of(request, "operator", KINDS)
