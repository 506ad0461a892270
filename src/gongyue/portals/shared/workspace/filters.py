"""常用筛选: saved from the foot of a list, used from its head."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.workspace.services.filters import NewFilter, filter_forget, filter_save
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.viewer import PORTAL_OF_KIND
from gongyue.portals.shared.workspace.where import organisation_here


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """The query the list has now, under a name; back to the list either way."""
    back = _back(request)
    parts = urlsplit(back)
    page = _route(parts.path)
    new = NewFilter(
        page=page,
        name=request.POST.get("name", "")[:100],
        query=parts.query,
        organisation_id=organisation_here(request, page.split(":")[0]),
        is_shared="is_shared" in request.POST,
        is_default="is_default" in request.POST,
    )
    attempt_and_say(request, "筛选已存好。", filter_save, by=request.user, new=new, at=now())
    return redirect(back)


@require_POST
def forget(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Delete one's own."""
    attempt_and_say(
        request, "已删除这个筛选。", filter_forget, by=request.user, filter_id=filter_id
    )
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The list one came from; never a place outside this site."""
    back = request.POST.get("back", "")[:2_000]
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if safe and back.startswith("/") else "/"


def _route(path: str) -> str:
    """The name of the list's route. Raises NotFound for what is no page of a portal."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        raise NotFound(NOT_FOR_YOU) from None
    if name.split(":")[0] not in {*PORTAL_OF_KIND.values(), "worker", "messages"}:
        raise NotFound(NOT_FOR_YOU)
    return name
