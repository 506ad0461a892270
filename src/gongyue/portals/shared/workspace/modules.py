"""启用的功能: what this organisation uses of the system."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from gongyue.apps.accounts.errors import NotFound
from gongyue.apps.registry.permissions import NOT_FOR_YOU
from gongyue.apps.workspace.selectors.switches import modules_of
from gongyue.apps.workspace.services.switches import module_switch
from gongyue.portals.shared.acts import attempt_and_say
from gongyue.portals.shared.desks import Desk
from gongyue.portals.shared.frame import desk_in_front, framed


@require_safe
def modules(request: HttpRequest) -> HttpResponse:
    """Owners only."""
    desk = own_desk(request)
    rows = modules_of(request.user, desk.pk)
    return framed(request, "workspace/modules.html", {"rows": rows})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """On or off; what is off keeps its data."""
    desk = own_desk(request)
    is_on = request.POST.get("is_on") == "yes"
    facts = {"by": request.user, "organisation_id": desk.pk, "at": now()}
    facts |= {"module": request.POST.get("module", "")[:20], "is_on": is_on}
    attempt_and_say(request, "已启用。" if is_on else "已停用。", module_switch, **facts)
    return redirect("workspace:modules")


def own_desk(request: HttpRequest) -> Desk:
    """The desk one came from, for its own members. Raises NotFound."""
    desk = desk_in_front(request)
    if desk is None or desk.here.acting_as:
        raise NotFound(NOT_FOR_YOU)
    return desk
