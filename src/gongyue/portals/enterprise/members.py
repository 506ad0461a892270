"""成员与角色: who works at this desk, and who opened the firm's file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongyue.apps.registry.roles import PERMISSIONS
from gongyue.apps.registry.selectors.organisations import members_of
from gongyue.apps.registry.selectors.people import accesses_to_firm
from gongyue.portals.enterprise.desk import my_desk
from gongyue.portals.shared.paging import page_of
from gongyue.portals.shared.rights import words_of

KEPT = 500


@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Everybody's role and what it allows."""
    desk = my_desk(request)
    rights = PERMISSIONS[desk.here.kind]
    context = {
        "desk": desk,
        "members": [
            (each, words_of(rights[each.role])) for each in members_of(request.user, desk.pk)
        ],
    }
    return render(request, "enterprise/members.html", context)


@require_safe
def seen(request: HttpRequest) -> HttpResponse:
    """谁看过本单位: offices that opened the firm's file, and refusals."""
    desk = my_desk(request)
    rows = accesses_to_firm(request.user, desk.pk, limit=KEPT)
    return render(
        request, "enterprise/seen.html", {"desk": desk, "page": page_of(request, rows, 30)}
    )
