"""样例: a place to learn in. One button makes it, one act with a tick removes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from gongyue.apps.accounts.errors import Refused
from gongyue.apps.samples.selectors import SampleView, sample_of
from gongyue.apps.samples.services import sample_make, sample_remove
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.desks import Desk, own, work_for
from gongyue.portals.shared.files.site import site_of

NOT_SURE = "没有删除：请先勾选“样例里的东西都删掉”。"
GONE = "样例已删除，一行都没有留下；操作日志里记着是谁在什么时候删的。"


@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Of the organisation at this desk; in the sample itself, of the one it belongs to."""
    view = _view(request, own(desk).pk)
    if request.method != "POST":
        return render(request, "desk/sample.html", {"desk": desk, "sample": view})
    if _acted(request, view):
        home = sample_of(request.user, view.organisation_id).home_id
        work_for(request, home or view.organisation_id)
        return redirect(desk.address("home" if home else "sample"))
    return redirect(desk.address("sample"))


def sample_of_office(request: HttpRequest, desk: Desk, organisation_id: UUID) -> HttpResponse:
    """As sample, where whoever runs the system does it for an office or service body."""
    view = _view(request, organisation_id)
    if request.method != "POST":
        context = {"desk": desk, "sample": view, "for_office": True}
        return render(request, "desk/sample.html", context)
    if _acted(request, view) and request.POST.get("act") == "make":
        messages.success(request, f"样例已建好，{view.organisation}的成员登录后能换过去。")
    return redirect("operator:sample", organisation_id)


def _view(request: HttpRequest, organisation_id: UUID) -> SampleView:
    try:
        return sample_of(request.user, organisation_id)
    except Refused:
        raise Http404 from None


def _acted(request: HttpRequest, view: SampleView) -> bool:
    facts: dict[str, Any] = {
        "by": request.user, "organisation_id": view.organisation_id, "at": now()
    }  # fmt: skip
    if request.POST.get("act") == "make":
        return attempt_and_say(request, "", sample_make, site=site_of(request), **facts)[0]
    if request.POST.get("sure") != "yes":
        messages.error(request, NOT_SURE)
        return False
    return attempt_and_say(request, GONE, sample_remove, **facts)[0]
