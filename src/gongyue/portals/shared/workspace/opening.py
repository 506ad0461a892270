"""At the door of a desk: modules that are off are not there, lists open with their default."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from gongyue.apps.workspace.selectors.filters import default_query
from gongyue.apps.workspace.selectors.switches import is_switchable
from gongyue.portals.shared.viewer import PORTAL_OF_KIND
from gongyue.portals.shared.workspace.where import desk_here

Answer = Callable[[HttpRequest], HttpResponseBase]
PORTALS = {*PORTAL_OF_KIND.values(), "worker", "messages"}
SWITCHED_OFF = "本单位没有启用这项功能。负责人可以在“启用的功能”里打开。"


class DeskDoor:
    """Stands before every view, so that no view has to remember to ask."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """404 for what is off; the default filter for a list opened without a condition."""
        match = request.resolver_match
        if match is None or match.namespace not in PORTALS or not request.user.is_authenticated:
            return None
        if is_switchable(match.view_name) and _is_off(request, match.namespace, match.view_name):
            raise Http404(SWITCHED_OFF)
        return None if kwargs else _default_of(request, match.namespace, match.view_name)


def _is_off(request: HttpRequest, portal: str, route: str) -> bool:
    desk = desk_here(request, portal)
    return desk is not None and route in desk.off


def _default_of(request: HttpRequest, portal: str, route: str) -> HttpResponse | None:
    """`?all=1` shows the whole list all the same."""
    if request.method != "GET" or request.GET or request.headers.get("HX-Request"):
        return None
    desk = desk_here(request, portal)
    query = default_query(request.user, route, desk.pk if desk else None)
    return HttpResponseRedirect(f"{request.path}?{query}") if query else None
