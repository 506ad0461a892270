"""成员与角色: who works at this desk; and who opened the firm's file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongyue.apps.registry.selectors.accesses import accesses_to_firm
from gongyue.portals.enterprise.desk import my_own_desk
from gongyue.portals.enterprise.exports import ACCESSES
from gongyue.portals.shared import members as shared
from gongyue.portals.shared.exporting import exported
from gongyue.portals.shared.paging import page_of

KEPT = 500


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("phone", "name")
def members(request: HttpRequest) -> HttpResponse:
    """Everybody's role and what it allows; owners let others in."""
    return shared.members_page(request, my_own_desk(request))


@require_POST
def end_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Take a role back; the last owner stays."""
    return shared.end_member(request, my_own_desk(request), membership_id)


@require_http_methods(["GET", "HEAD", "POST"])
def scope(request: HttpRequest, membership_id: int) -> HttpResponse:
    """How much of the firm a member sees."""
    return shared.scope_page(request, my_own_desk(request), membership_id)


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """谁看过本单位: offices that opened the firm's file, and refusals."""
    desk = my_own_desk(request)
    rows = accesses_to_firm(request.user, desk.pk, limit=KEPT)
    if file := exported(request, "谁看过本单位", ACCESSES, lambda: rows):
        return file
    context = {"desk": desk, "page": page_of(request, rows, 30)}
    return render(request, "enterprise/seen.html", context)
