"""The desk of this portal: whose it is."""

from django.http import HttpRequest

from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.portals.shared import desks


def my_desk(request: HttpRequest) -> desks.Desk:
    """Raises NotFound for whoever works for no firm."""
    return desks.desk_of(request, "enterprise", EMPLOYERS)


def my_own_desk(request: HttpRequest) -> desks.Desk:
    """As my_desk, and not on behalf of a provider: members, particulars, who has looked."""
    return desks.own(my_desk(request))
