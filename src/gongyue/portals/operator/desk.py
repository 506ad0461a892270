"""The desk of this portal, and the choice between several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from gongyue.apps.registry.roles import Kind
from gongyue.portals.shared import desks

KINDS = frozenset({Kind.OPERATOR})


def my_desk(request: HttpRequest) -> desks.Desk:
    """Raises NotFound for whoever has no desk here."""
    return desks.desk_of(request, "operator", KINDS)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Work for another of one's organisations."""
    my_desk(request)
    desks.choose(request)
    return redirect("operator:home")
