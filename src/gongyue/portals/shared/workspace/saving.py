"""What a list shows of saved filters, at its head and at its foot."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from gongyue.apps.workspace.selectors.filters import filters_of
from gongyue.apps.workspace.services.filters import lasting


def saved_here(request: HttpRequest | None, organisation_id: UUID | None) -> dict[str, Any]:
    """The filters of this list, and which one is on. Empty where nothing was saved."""
    route = _route(request)
    if request is None or not route or request.method != "GET":
        return {"filters": []}
    found = filters_of(request.user, route, organisation_id)
    now = lasting(request.META.get("QUERY_STRING", ""))
    return {"filters": found, "now": now, "path": request.path}


def to_save(request: HttpRequest | None, token: object) -> dict[str, Any]:
    """The form that keeps the present query; nothing where there is none, or nobody signed in."""
    if request is None or not getattr(request.user, "is_authenticated", False):
        return {"now": ""}
    now = lasting(request.META.get("QUERY_STRING", ""))
    portal = _route(request).split(":")[0]
    return {
        "now": now,
        "back": f"{request.path}?{now}",
        "may_share": portal not in {"worker", "messages", ""},
        "csrf_token": token,
    }


def _route(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else ""
