"""代办: while somebody acts for another, only what was delegated opens, and each page says so.

A view that may be used for somebody else says which act it is:

    @may_act(Act.READ_RECORDS)
    def records(request): whose = whose_word(request) …

Any other page leads back to the list of what may be done; so a new page is closed until its
author has thought about it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.registry.selectors.delegations import Running, running_for

KEY = "acting"
ANY = ""  # open to whoever acts, whatever was delegated
OPEN_PORTALS = {"public", "shared", "api"}
View = Callable[..., HttpResponse]


def may_act(act: str) -> Callable[[View], View]:
    """Mark a view as usable for somebody who delegated `act` (ANY: no act of its own)."""

    def marked(view: View) -> View:
        view.acting_act = act  # type: ignore[attr-defined]
        return view

    return marked


def start_acting(request: HttpRequest, delegation_id: Any) -> Running:
    """Take up a delegation for this session; raises NotFound."""
    running = running_for(request.user, delegation_id, on=localdate())
    request.session[KEY] = str(running.delegation_id)
    return running


def stop_acting(request: HttpRequest) -> None:
    """Be oneself again."""
    request.session.pop(KEY, None)


def acting_of(request: HttpRequest) -> Running | None:
    """For whom this request acts; None for oneself, and as soon as the delegation ends."""
    return getattr(request, "acting", None)


def require_acting(request: HttpRequest) -> Running:
    """As acting_of; raises NotFound for whoever acts for nobody."""
    if (found := acting_of(request)) is None:
        raise NotFound(NOT_FOR_YOU)
    return found


class ActingGuard:
    """Reads the session once a request, and keeps pages shut that nobody delegated."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Puts `request.acting` there."""
        request.acting = _running(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Leads back where the page is not part of what was delegated."""
        running = acting_of(request)
        if running is None or _portal(request) in OPEN_PORTALS:
            return None
        act = getattr(view, "acting_act", None)
        if act is not None and (act == ANY or act in running.acts):
            return None
        messages.warning(request, f"您正在代{running.name}办理，这一页不在委托的范围里。")
        return redirect("worker:acting")


def _portal(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.namespaces[0] if match and match.namespaces else "public"


def _running(request: HttpRequest) -> Running | None:
    session = getattr(request, "session", None)
    number = session.get(KEY) if session is not None else None
    if not number or not request.user.is_authenticated:
        return None
    try:
        return running_for(request.user, number, on=localdate())
    except NotFound:
        stop_acting(request)
        messages.warning(request, "委托已经结束，您现在办的是自己的事。")
        return None
