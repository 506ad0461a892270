"""查找: one box on every desk, results grouped, by rights and scope only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongyue.apps.registry.roles import PURPOSES_OF_KIND, Kind, Purpose
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.searching import LONGEST, Asked, found, sources_of


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("words")
def search_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Words travel in the body: somebody's number must not stay in an address."""
    words = " ".join(request.POST.get("words", "").replace("\0", "").split())[:LONGEST]
    purposes = _purposes(desk)
    purpose = request.POST.get("purpose", "")
    asked = Asked(
        request=request,
        desk=desk,
        words=words,
        purpose=purpose if purpose in dict(purposes) else "",
    )
    context = {"desk": desk, "words": words, "groups": found(asked) if words else []}
    context |= {"purposes": purposes, "purpose": asked.purpose}
    context["waiting"] = [
        source.label for source in sources_of(asked) if source.wants_purpose and not asked.purpose
    ]
    return render(request, "desk/search.html", context)


def _purposes(desk: Desk) -> list[tuple[str, str]]:
    """Offices name a purpose before anything about firms or people is looked up."""
    if desk.here.kind != Kind.REGULATOR:
        return []
    mine = PURPOSES_OF_KIND[Kind.REGULATOR]
    return [(value, label) for value, label in Purpose.choices if value in mine]
