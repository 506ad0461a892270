"""谁看过我: who opened my file and for what, refusals too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.registry.selectors.people import accesses_to_myself, myself
from gongyue.portals.shared.paging import page_of

KEPT = 1_000


@require_safe
def accesses(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    rows = accesses_to_myself(request.user, limit=KEPT)
    context = {"me": myself(request.user), "page": page_of(request, rows, 30)}
    return render(request, "worker/accesses.html", context)
