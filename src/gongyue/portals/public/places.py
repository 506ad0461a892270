"""The two helpers of the field for a place: the next list, and names while somebody types."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.portals.shared.place_fields import PlaceWidget
from gongyue.portals.shared.places import first_suggestions, suggestions, usual_for

NAME = re.compile(r"[a-z][a-z_]{0,39}")


@login_not_required
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """The field drawn anew for what was chosen in its lists."""
    name, at = _named(request, "field", "place"), _named(request, "at", "id_place")
    widget = PlaceWidget(streets="streets" in request.GET)
    code, _ = widget.chosen(request.GET, name)
    widget.open = True
    return HttpResponse(widget.render(name, code, {"id": at}))


@login_not_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Options for what was typed so far."""
    typed = request.GET.get(_named(request, "field", "place"), "")
    near, streets = usual_for(request), "streets" in request.GET
    found = suggestions(typed, near, streets=streets) if typed.strip() else first_suggestions(near)
    # A browser lists only what contains the typed words: the label says them where need be.
    names = [(name, "" if typed in name else typed) for name in found]
    return render(request, "public/_place_words.html", {"names": names})


def _named(request: HttpRequest, key: str, usual: str) -> str:
    given = request.GET.get(key, "")
    return given if NAME.fullmatch(given) else usual
