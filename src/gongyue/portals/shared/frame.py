"""Pages that are the same on every desk: they stand in the layout and menu one came from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongyue.portals.shared.desks import Desk, desk_of, places_of
from gongyue.portals.shared.viewer import PORTAL_OF_KIND, WORKER

KEY = "front"
PUBLIC = "public"
LAYOUTS = {WORKER: "layout/worker.html", PUBLIC: "layout/public.html"}
DESK = "layout/desk.html"


def framed(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page in the layout of the desk one came from, with that desk's menu."""
    desk = desk_in_front(request)
    frame = {"layout": LAYOUTS.get(front_of(request), DESK), "desk": desk}
    return render(request, template, {**frame, **context})


def front_of(request: HttpRequest) -> str:
    """The portal one came from: named in the address, else remembered, else where one begins.

    Nobody sees a desk they do not have: the name is only taken among the viewer's own.
    """
    known = getattr(request, "portal", "")
    if known:
        return str(known)
    if not request.user.is_authenticated:
        return PUBLIC
    held = [PORTAL_OF_KIND.get(place.kind, "") for place in places_of(request)]
    mine = [portal for portal in held if portal] + [WORKER]
    asked = request.GET.get("desk", "")
    if asked in mine and request.session.get(KEY) != asked:
        request.session[KEY] = asked
    front = asked if asked in mine else request.session.get(KEY, "")
    request.portal = front if front in mine else mine[0]  # type: ignore[attr-defined]
    return str(request.portal)  # type: ignore[attr-defined]


def desk_in_front(request: HttpRequest) -> Desk | None:
    """The organisation one works for there; None on the worker's own pages."""
    portal = front_of(request)
    kinds = [kind for kind, name in PORTAL_OF_KIND.items() if name == portal]
    return desk_of(request, portal, kinds) if kinds else None
