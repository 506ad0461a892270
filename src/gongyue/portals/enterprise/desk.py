"""The desk of a firm, and the choice between several firms of one user."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongyue.apps.registry.roles import EMPLOYERS
from gongyue.portals.shared import desks


def my_desk(request: HttpRequest) -> desks.Desk:
    """Raises NotFound for whoever works for no firm."""
    return desks.desk_of(request, "enterprise", EMPLOYERS)


def my_own_desk(request: HttpRequest) -> desks.Desk:
    """As my_desk, and not on behalf of a provider: members, particulars, who has looked."""
    return desks.own(my_desk(request))


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Work for another of one's firms."""
    my_desk(request)
    desks.choose(request)
    return redirect("enterprise:home")
