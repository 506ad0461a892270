"""我做过的: everything this account did, in whoever's name."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongyue.apps.registry.selectors.logs import FAMILIES, acts_of_myself
from gongyue.portals.shared.logs import page_of_log


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Newest first; how I signed in stands on the page of my account."""
    context = {"families": FAMILIES.items(), "title": "我做过的"}
    return page_of_log(request, partial(acts_of_myself, request.user), context, "worker/log.html")
